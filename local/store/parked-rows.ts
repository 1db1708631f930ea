import * as z from 'zod/mini';
import { isJson } from './json.ts';
import type { DurableStore, StoredRow } from './sqlite-store.ts';

/** A row that was taken out of the way, as it lay there. */
export const PARKED_ROW = z.object({
  collection: z.string(),
  text: z.string(),
  reason: z.string(),
  at: z.iso.datetime(),
});
type ParkedRow = Readonly<z.output<typeof PARKED_ROW>>;

/** The rows of the store that nobody can do anything with. They are kept, and stand in nobody's way. */
export interface ParkedRows {
  /** Takes a row out of its collection, and tells. */
  park(collection: string, key: string, reason: string): void;
  /** Oldest first. */
  list(): readonly ParkedRow[];
}

export interface ParkedRowsOptions {
  readonly store: DurableStore;
  readonly now: () => number;
  readonly tell: (message: string) => void;
}

/** The collection they are in. */
export const PARKED = 'parked';

export function createParkedRows(options: ParkedRowsOptions): ParkedRows {
  const { store } = options;
  return {
    park(collection, key, reason) {
      const text = JSON.stringify(store.get(collection, key)) ?? '';
      parkRow(options, { collection, key, text }, reason);
    },
    list: () => store.list<ParkedRow>(PARKED).map(({ value }) => value),
  };
}

function parkRow(
  { store, now, tell }: ParkedRowsOptions,
  { collection, key, text }: StoredRow,
  reason: string,
): void {
  const at = new Date(now()).toISOString();
  store.together(() => {
    store.delete(collection, key);
    store.put(PARKED, `${at} ${collection}/${key}`, { collection, text, reason, at } satisfies ParkedRow);
  });
  tell(`Parked from ${collection}: ${reason}`);
}

/**
 * Parks what cannot be read, before anybody tries: a row that is no JSON, or not as its collection's are. Collections
 * that nobody knows any more are left alone.
 */
export function parkUnreadable(options: ParkedRowsOptions): void {
  for (const { collection, key, text } of options.store.rows()) {
    const shape = options.store.shapeOf(collection);
    const reason = shape && whyUnreadable(shape, text);
    if (reason) parkRow(options, { collection, key, text }, reason);
  }
}

function whyUnreadable(shape: z.ZodMiniType, text: string): string | undefined {
  if (!isJson(text)) return 'A row that is no JSON.';
  const [issue] = shape.safeParse(JSON.parse(text)).error?.issues ?? [];
  return issue && `A row whose ${issue.path.join('.') || 'value'} is not as it should be.`;
}
