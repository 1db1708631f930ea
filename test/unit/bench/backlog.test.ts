import { expect, it } from 'vitest';
import { isOver } from '../../../bench/report/row.ts';
import { backlogRow } from '../../../bench/whole-stack/backlog.ts';

const ages = (...oldest: number[]) =>
  backlogRow(
    oldest.map((oldestMs, n) => ({ second: 10 * n + 5, oldestMs })),
    30,
  );

it.each([
  [[0, 0, 1000], false],
  [[0, 0, 1001], true],
  [[9000, 2000, 2600], false],
  [[9000, 2000, 2601], true],
])('takes the worst ages %j of three thirds for growing: %s', (oldest, over) => {
  expect(isOver(ages(...oldest))).toBe(over);
});
