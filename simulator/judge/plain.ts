import type { Item, Value } from '../dynamodb/values.ts';

/** An item as plain JavaScript, for whoever looks at it. */
export const plain = (item: Item): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value)]));

function plainValue(value: Value): unknown {
  const [[kind, inner] = ['NULL', true]] = Object.entries(value);
  switch (kind) {
    case 'N':
      return Number(inner);
    case 'NULL':
      return null;
    case 'M':
      return plain(inner as Item);
    case 'L':
      return (inner as Value[]).map(plainValue);
    case 'NS':
      return (inner as string[]).map(Number);
    default:
      return inner;
  }
}
