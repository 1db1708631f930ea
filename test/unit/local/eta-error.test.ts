import { describe, expect, it } from 'vitest';
import { judgeEtas } from '../../../local/replay/eta-error.ts';
import { renderEtas } from '../../../local/replay/eta-table.ts';

const SECOND = 1000;
/** Arrival times shown every ten seconds; there at 100 s. */
const looks = [
  { newRoutes: 1 },
  { arrivesAt: 130, newRoutes: 0 },
  { arrivesAt: 90, newRoutes: 0 },
  { arrivesAt: 150, newRoutes: 1 },
  { arrivesAt: 140, range: [120, 200] as const, newRoutes: 0 },
  { newRoutes: 0 },
  { arrivesAt: 55, newRoutes: 0 },
].map(({ arrivesAt, ...look }, n) => ({
  ...look,
  at: n * 10 * SECOND,
  ...(arrivesAt !== undefined && { arrivesAt: arrivesAt * SECOND }),
}));

describe('how far off the shown arrival times were', () => {
  it('counts errors with their sign, jumps with and without a new route, ranges, what is past, and routes', () => {
    const routes = [
      { at: 0, seconds: 90, meters: 800 },
      { at: 25 * SECOND, seconds: 85, meters: 700 },
    ];
    expect(judgeEtas(looks, 100 * SECOND, routes)).toEqual({
      shown: 5,
      ranges: 1,
      past: 1,
      errors: [30, -10, 50, 40, -45].map((seconds) => seconds * SECOND),
      recordedErrors: [-10, -10, 10, 10, 10].map((seconds) => seconds * SECOND),
      jump: 85 * SECOND,
      jumpWithRoute: 60 * SECOND,
      routes: 2,
    });
  });

  it('judges no error of a drive that never got there', () => {
    expect(judgeEtas(looks, undefined).errors).toEqual([]);
  });

  it('is a table: a row for each drive, and one for all', () => {
    const etas = judgeEtas(looks, 100 * SECOND);
    const table = renderEtas([
      { name: 'the mill', drove: 100 * SECOND, etas },
      { name: 'nowhere', etas: judgeEtas(looks, undefined) },
    ]).split('\n');
    const cells = table.map((row) => row.trim().split(/ {2,}/));
    expect(cells).toContainEqual([
      '1. the mill',
      '1:40',
      '5',
      '0:35',
      '-',
      '+0:30',
      '+0:50',
      '1:25',
      '1:00',
      '2',
    ]);
    expect(cells).toContainEqual(['2. nowhere', '-', '5', '-', '-', '-', '-', '1:25', '1:00', '2']);
    expect(cells).toContainEqual(['in all', '10', '0:35', '-', '+0:50', '1:25', '1:00', '4']);
    expect(table.at(-1)).toBe('2 shown as a range, 2 already past when shown.');
  });
});
