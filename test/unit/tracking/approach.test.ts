import { describe, expect, it } from 'vitest';
import { type Approach, type Goal, observe } from '../../../shared/tracking/approach.ts';
import type { Fix } from '../../../shared/tracking/fix.ts';
import { fix, SET_OFF, SITE } from '../../support/drives.ts';

const RADIUS = SITE.radiusMeters;
const LEAVE = { mustLeaveFirst: true };

const confirmed = (fixes: readonly Fix[], more: Partial<Goal> = {}) =>
  fixes.reduce<Approach>((approach, one) => observe(approach, one, { ...SITE, ...more }), {}).confirmed;

/** As a phone reports it that does not tell how far off it may be. */
function unsure(second: number, east: number, north: number, speed: number): Fix {
  const { accuracy: _, ...one } = fix(second, east, north, { speed });
  return one;
}
const fast = (second: number, north: number, accuracy = 5) => fix(second, 0, north, { speed: 9, accuracy });
const parked = (second: number, meters: number) => fix(second, 0, -meters, { speed: 0 });
const inside = (second: number, speed: number, accuracy = 5) => fix(second, 0, 0, { speed, accuracy });

/** So many fixes, 5 s apart, of a van that stands so far from the site and whose receiver wanders to and fro. */
const standing = (meters: number, fixes: number, wander: number): Fix[] =>
  Array.from({ length: fixes }, (_, n) =>
    fix(n * 5, 0, -meters + wander * Math.cos(n), { speed: 0, accuracy: wander }),
  );

describe('a van has come to its site', () => {
  it.each<[what: string, fixes: Fix[], rule: string | undefined, goal?: Partial<Goal>]>([
    ['slow, half its error within the circle', [fix(0, 0, RADIUS - 2.6, { speed: 1 })], 'slow'],
    ['not nearer to the rim', [fix(0, 0, RADIUS - 2.4, { speed: 1 })], undefined],
    ['at 4 m/s', [inside(0, 4)], 'slow'],
    ['not at 4.1 m/s', [inside(0, 4.1)], undefined],
    ['at 4 m/s from fix to fix', [fix(0, 0, -60), fix(10, 0, -20.1)], 'slow'],
    ['not at a little more from fix to fix', [fix(0, 0, -60), fix(10, 0, -19.9)], undefined],
    ['by a fix that may be 50 m off', [inside(0, 1, 50)], 'slow'],
    ['not by one that may be 51 m off', [inside(0, 1, 51)], undefined],
    ['not by one that does not say', [unsure(0, 0, 0, 1)], undefined],
    ['but by two', [unsure(0, 0, 0, 9), unsure(5, 0, 0, 1)], 'slow'],
    ['not by a second fix of the same instant', [fast(0, -300), inside(0, 1)], undefined],

    ['after 20 s inside', [fast(0, -60), fix(20, 0, 60, { speed: 5 })], 'dwell'],
    ['not a moment earlier', [fast(0, -60), fix(19.999, 0, 60, { speed: 5 })], undefined],
    ['not when it was outside between', [fast(0, -60), fast(10, -120), fast(20, -60)], undefined],
    ['at 8 m/s by its own word', [fast(0, -85), fix(20, 0, 85, { speed: 8 })], 'dwell'],
    ['not at 8.1 m/s', [fast(0, -85), fix(20, 0, 85, { speed: 8.1 })], undefined],
    ['at 8 m/s over the whole stay', [fast(0, -79.9), fast(20, 79.9)], 'dwell'],
    ['not at a little more', [fast(0, -80.1), fast(20, 80.1)], undefined],
    ['after a silence inside', [fast(0, -60), fix(301, 0, 60)], 'dwell'],

    ['through the circle in five minutes', [fix(0, 0, -300), fix(300, 0, 300)], 'crossed'],
    ['not when nobody knows for longer where it was', [fix(0, 0, -300), fix(300.001, 0, 300)], undefined],
    ['through the circle at 4 m/s', [fix(0, 0, -300), fix(150.1, 0, 300)], 'crossed'],
    ['not at a little more', [fix(0, 0, -300), fix(149.9, 0, 300)], undefined],
    [
      'by a way half an error within it',
      [fix(0, RADIUS - 2.6, -300), fix(200, RADIUS - 2.6, 300)],
      'crossed',
    ],
    ['not nearer to the rim', [fix(0, RADIUS - 2.4, -300), fix(200, RADIUS - 2.4, 300)], undefined],

    ['parked at the rim, once that is sure', standing(RADIUS - 2.4, 2, 5), 'slow'],
    ['not parked beyond it, though its fixes wander in', standing(RADIUS + 8, 40, 12), undefined],
    ['on the rim for five minutes', [parked(0, RADIUS + 0.5), parked(300, RADIUS + 0.5)], 'slow'],
    ['not a moment less', [parked(0, RADIUS + 0.5), parked(299.999, RADIUS + 0.5)], undefined],
    ['not beyond what is uncertain then', [parked(0, RADIUS + 0.7), parked(300, RADIUS + 0.7)], undefined],
    ['still inside half its error outside', [fast(0, -40), fast(10, -RADIUS - 2.4), fast(20, -40)], 'dwell'],
    ['not when it was further out', [fast(0, -40), fast(10, -RADIUS - 2.6), fast(20, -40)], undefined],

    [
      'again, once twice as far outside as it may be off',
      [fast(0, RADIUS + 20.1, 10), inside(9, 1)],
      'slow',
      LEAVE,
    ],
    ['not nearer', [fast(0, RADIUS + 19.9, 10), inside(9, 1)], undefined, LEAVE],
    ['60 m outside without saying', [unsure(0, 0, RADIUS + 60.1, 9), inside(9, 1)], 'slow', LEAVE],
    ['not nearer', [unsure(0, 0, RADIUS + 59.9, 9), inside(9, 1)], undefined, LEAVE],
    ['again, by the circle’s rim', [fast(0, 200), fast(9, RADIUS + 4), inside(20, 1)], 'slow', LEAVE],
    ['out through the circle', [fix(0, 0, -50), fix(60, 0, 130)], 'crossed'],
    ['not where it must have left first', [fix(0, 0, -50), fix(60, 0, 130)], undefined, LEAVE],
    ['again, through the circle', [fix(0, 0, 200), fix(200, 0, -300)], 'crossed', LEAVE],
  ])('%s', (_, fixes, rule, goal) => {
    expect(confirmed(fixes, goal)?.rule).toBe(rule);
  });

  it('by the first fix at which a rule holds, and tells when it was last outside', () => {
    const way = [fast(0, -300), fast(10, -120), fix(20, 0, -50, { speed: 2 }), inside(30, 0)];
    expect(confirmed(way)).toEqual({
      rule: 'slow',
      at: SET_OFF + 20_000,
      meters: expect.closeTo(50, 1),
      accuracy: 5,
      speed: 2,
      outsideAt: SET_OFF + 10_000,
    });
    expect(confirmed([fix(0, 0, -300), fix(200, 0, 300), inside(210, 0)])).toEqual({
      rule: 'crossed',
      at: SET_OFF + 200_000,
      meters: expect.closeTo(0, 1),
      accuracy: 5,
      speed: expect.closeTo(3, 1),
    });
  });
});
