import { expect, it } from 'vitest';
import { createDueOrder } from '../../../local/clock/due-order.ts';

it('finds what is due, and the next that is not, whatever was put where', () => {
  const order = createDueOrder();
  for (const [id, dueAt] of [
    ['late', 30],
    ['early', 10],
    ['with early', 10],
    ['middle', 20],
  ] as const)
    order.put(id, dueAt);
  expect(order.ids()).toEqual(['early', 'with early', 'middle', 'late']);
  expect([order.dueBy(9), order.dueBy(10)]).toEqual([[], ['early', 'with early']]);
  expect([9, 10, 29, 30].map(order.nextAfter)).toEqual([10, 20, 30, undefined]);
});

it('forgets what is done, and where something waited before', () => {
  const order = createDueOrder();
  for (const id of ['a', 'b', 'c']) order.put(id, 10);
  order.put('b', 5);
  order.delete('a');
  order.delete('nobody');
  expect(order.ids()).toEqual(['b', 'c']);
  expect(order.nextAfter(5)).toBe(10);
});
