type Structure = Readonly<Record<string, unknown>>;

/**
 * Whether an event matches an EventBridge event pattern; Lambda's event filters use the same language.
 * Knows exact values, prefix, suffix, equals-ignore-case, anything-but, exists, numeric and $or.
 */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  if (!isStructure(pattern)) return false;
  return Object.entries(pattern).every(([name, wanted]) => {
    if (name === '$or') return Array.isArray(wanted) && wanted.some((one) => matchesPattern(one, event));
    const actual = isStructure(event) ? event[name] : undefined;
    return Array.isArray(wanted) ? matchesAny(wanted, actual) : matchesPattern(wanted, actual ?? {});
  });
}

/** One of the listed conditions holds for the value, or for one of the values where it is a list. */
function matchesAny(conditions: readonly unknown[], actual: unknown): boolean {
  const values = Array.isArray(actual) ? actual : [actual];
  return conditions.some((condition) => values.some((value) => holds(condition, value)));
}

function holds(condition: unknown, value: unknown): boolean {
  if (!isStructure(condition)) return condition === value;
  const [[kind, argument] = ['', undefined]] = Object.entries(condition);
  return CONDITIONS[kind]?.(argument, value) ?? false;
}

const CONDITIONS: Readonly<Record<string, (argument: unknown, value: unknown) => boolean>> = {
  exists: (argument, value) => (value !== undefined) === argument,
  prefix: (argument, value) => typeof value === 'string' && value.startsWith(String(argument)),
  suffix: (argument, value) => typeof value === 'string' && value.endsWith(String(argument)),
  'equals-ignore-case': (argument, value) =>
    typeof value === 'string' && value.toLowerCase() === String(argument).toLowerCase(),
  'anything-but': (argument, value) =>
    value !== undefined && ![argument].flat().some((one) => holds(one, value)),
  numeric: (argument, value) =>
    typeof value === 'number' && Array.isArray(argument) && inRange(argument, value),
};

/** `[">", 0, "<=", 5]` */
function inRange(comparisons: readonly unknown[], value: number): boolean {
  for (let index = 0; index < comparisons.length; index += 2) {
    const compare = COMPARE[String(comparisons[index])];
    if (!compare?.(value, Number(comparisons[index + 1]))) return false;
  }
  return true;
}

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const isStructure = (value: unknown): value is Structure =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
