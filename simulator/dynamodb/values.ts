/** A value as DynamoDB writes it: its kind, and what it is. */
export type Value = Readonly<Record<string, unknown>>;
export type Item = Readonly<Record<string, Value>>;

/** Whether two values are of the same kind and equal; sets have no order. */
export function isEqual(a: Value | undefined, b: Value | undefined): boolean {
  if (!a || !b) return false;
  if ('N' in a && 'N' in b) return Number(a['N']) === Number(b['N']);
  return canonical(a) === canonical(b);
}

const canonical = (value: Value): string =>
  JSON.stringify(value, (name, part: unknown) => {
    if (Array.isArray(part) && ['SS', 'NS', 'BS'].includes(name)) return [...part].sort();
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)));
  });

/** Below, at or above zero; undefined for values that have no order between them. */
export function compare(a: Value | undefined, b: Value | undefined): number | undefined {
  if (!a || !b) return undefined;
  if ('N' in a && 'N' in b) return Number(a['N']) - Number(b['N']);
  if ('S' in a && 'S' in b) return compareTexts(String(a['S']), String(b['S']));
  return undefined;
}

/** By their UTF-8 bytes, as keys are ordered. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  // Only code units of surrogates sort differently from bytes.
  return /[\ud800-\udfff]/.test(a + b) ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : a < b ? -1 : 1;
}

/** The one kind a value is of, such as `S`. */
export const kindOf = (value: Value): string => Object.keys(value)[0] ?? '';

export const textOf = (value: Value | undefined): string | undefined => value?.['S'] as string | undefined;
