/** What was typed over a setting and is not saved, and what stood there then. */
export interface Change {
  readonly from?: unknown;
  readonly to?: unknown;
}

/** By JSON pointer into the settings: the same by which the service names what it refuses. */
export type Changes = Readonly<Record<string, Change>>;

/** The root is the whole; `/` alone leads to a nameless part. */
const stepsOf = (pointer: string): readonly string[] => pointer.split('/').slice(1);

/** What stands at a pointer; undefined where nothing does. */
export const valueAt = (tree: object, pointer: string): unknown =>
  stepsOf(pointer).reduce<unknown>(
    (value, step) => (value as Readonly<Record<string, unknown>> | undefined)?.[step],
    tree,
  );

/** Settings are words, numbers and short lists of them. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What is typed back to what is saved is no change. What stood there first stays what it was. */
export function withChange(changes: Changes, pointer: string, saved: unknown, to: unknown): Changes {
  const { [pointer]: before, ...others } = changes;
  return isSame(saved, to) ? others : { ...others, [pointer]: { from: before ? before.from : saved, to } };
}

/** Whether somebody else has saved another value since it was typed over. */
export const isOvertaken = ({ from, to }: Change, saved: unknown): boolean =>
  !isSame(saved, from) && !isSame(saved, to);

/** The body that saves them: what was emptied is taken away. */
export function bodyOf(changes: Changes): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [pointer, { to }] of Object.entries(changes)) {
    const steps = stepsOf(pointer);
    const last = steps.at(-1) ?? '';
    let at = body;
    for (const step of steps.slice(0, -1)) {
      at[step] ??= {};
      at = at[step] as Record<string, unknown>;
    }
    at[last] = to ?? null;
  }
  return body;
}

/** Those below one of these pointers, or at it. */
export const changesOf = (changes: Changes, pointers: readonly string[]): Changes =>
  Object.fromEntries(
    Object.entries(changes).filter(([pointer]) => pointers.some((one) => isAtOrBelow(pointer, one))),
  );

export const isAtOrBelow = (pointer: string, above: string): boolean =>
  pointer === above || pointer.startsWith(`${above}/`);
