import { describe, expect, it } from 'vitest';
import { type Estimate, estimateArrival, type Progress } from '../../../shared/tracking/estimate-arrival.ts';
import { NO_PACE } from '../../../shared/tracking/pace.ts';
import type { FoundRoute } from '../../../shared/tracking/route.ts';
import { cacheRoute, measure, progressAlong, secondsAt } from '../../../shared/tracking/route.ts';
import { beside, fix, NORTH, SET_OFF, SITE } from '../../support/drives.ts';

const route = measure(cacheRoute(NORTH, SET_OFF));
/** Keeps its shape when it is simplified. */
const DETOUR: FoundRoute = {
  line: [...NORTH.line.slice(0, 2), [SITE.lng + 0.02, NORTH.line[1]?.[1] ?? 0], ...NORTH.line.slice(2)],
  seconds: [0, 400, 500, 700, 800],
  meters: 9500,
};

const onRoute = (along: number, more: Partial<Progress> = {}): Progress => ({
  route,
  whereabouts: { along, offRoute: false },
  pace: NO_PACE,
  isNew: false,
  ...more,
});

function drive(at: (second: number) => number, seconds: readonly number[]): Estimate[] {
  let before: Estimate | undefined;
  let along = 0;
  return seconds.map((second, index) => {
    const here = fix(second, 0, -6000 + at(second));
    const passed = index === 0 ? second : second - (seconds[index - 1] ?? 0);
    along = progressAlong(route, along, here, passed).along;
    before = estimateArrival(onRoute(along), here, SITE, before);
    return before;
  });
}
const every10 = Array.from({ length: 40 }, (_, index) => index * 10);

describe('the arrival time of a van on its route', () => {
  it('keeps the times of the points that simplifying leaves', () => {
    expect(measure(cacheRoute(DETOUR, 0)).seconds).toEqual([0, 400, 500, 700, 800]);
  });

  it('stays the same while the van keeps to the timing of the route, slow in town and fast outside', () => {
    const planned = (second: number) => (second <= 400 ? second * 5 : 2000 + (second - 400) * 20);
    for (const { arrivesAt } of drive(planned, every10.slice(0, 59))) {
      expect(Math.abs(arrivesAt - (SET_OFF + 600_000))).toBeLessThan(5000);
    }
  });

  it('slips by the time the van stands', () => {
    const standing = drive(() => 0, every10).map(({ arrivesAt }) => Math.round((arrivesAt - SET_OFF) / 1000));
    expect([standing[0], standing.at(-1)]).toEqual([600, 990]);
  });

  it.each([
    ['by the time that passes', 29, false, 29],
    ['by a minute with a new route', 5, true, 60],
    ['or by all the time that passes', 61, true, 61],
  ])('moves %s (%d s)', (_, passed, isNew, most) => {
    const moved = (promised: number) => {
      const arrivesAt = SET_OFF + promised * 1000;
      const before = { arrivesAt, aim: arrivesAt, horizon: 0, meters: 5000, asOf: SET_OFF };
      const progress = onRoute(3000, { isNew });
      return (estimateArrival(progress, fix(passed, 0, -3000), SITE, before).arrivesAt - arrivesAt) / 1000;
    };
    expect([-moved(5000), moved(passed)]).toEqual([most, most]);
  });

  it('is stretched by the pace of the routes before', () => {
    const pace = { took: 900, foretold: 600 };
    const { arrivesAt } = estimateArrival(
      onRoute(0, { pace, isNew: true }),
      fix(0, 0, -6000),
      SITE,
      undefined,
    );
    expect(arrivesAt).toBe(SET_OFF + 600_000 * 1.25);
  });

  it('is never before the fix it rests on', () => {
    const there = fix(900, 0, 0);
    const arrivesAt = SET_OFF + 100_000;
    const before = { arrivesAt, aim: arrivesAt, horizon: 0, meters: 10, asOf: SET_OFF + 890_000 };
    expect(estimateArrival(onRoute(6000), there, SITE, before).arrivesAt).toBe(there.at);
  });

  it('follows a route that passes the same corner twice in the order it is driven', () => {
    const [a, b] = [beside(0, 0), beside(0, 2000)];
    const thereAndBack = measure(
      cacheRoute(
        {
          line: [
            [a.lng, a.lat],
            [b.lng, b.lat],
            [a.lng, a.lat + 0.000_1],
          ],
          seconds: [0, 200, 400],
          meters: 4000,
        },
        SET_OFF,
      ),
    );
    expect(progressAlong(thereAndBack, 0, beside(0, 100), 10).along).toBeCloseTo(100, -1);
    expect(progressAlong(thereAndBack, 3700, beside(0, 200), 10).along).toBeCloseTo(3800, -1);
    expect(secondsAt(thereAndBack, 3000)).toBeCloseTo(300, -1);
  });
});

describe('the arrival time of a van that cannot be found on its route', () => {
  const promised = SET_OFF + 600_000;
  const before = { arrivesAt: promised, aim: promised, horizon: 600_000, meters: 5000, asOf: SET_OFF };
  const off = { whereabouts: { along: 0, offRoute: true } };
  /** The same way as the crow flies, by a service that knows no streets but what they add. */
  const crow = measure(cacheRoute({ ...NORTH, meters: 8000 }, SET_OFF));

  it('stands until Routes has answered again, wherever a road seems to lead', () => {
    for (const [second, away] of [
      [10, 100],
      [300, 2999],
    ] as const) {
      const { arrivesAt, aim } = estimateArrival(onRoute(0, off), fix(second, away, 0), SITE, before);
      expect([arrivesAt, aim].map(Math.round)).toEqual([promised, promised]);
    }
  });

  it('is not sooner than by the straight way at the pace of the route', () => {
    const late = { ...before, asOf: SET_OFF + 590_000 };
    const { arrivesAt } = estimateArrival(onRoute(0, off), fix(600, 1000, 0), SITE, late);
    expect(arrivesAt).toBe(promised + 10_000);
    const left = estimateArrival(onRoute(0, off), fix(600, 1000, 0), SITE, undefined);
    expect(left.arrivesAt).toBeGreaterThanOrEqual(SET_OFF + 700_000);
  });

  it('takes the metres of the route in the measure in which the site has come nearer', () => {
    expect(estimateArrival(onRoute(0, off), fix(10, 3000, 0), SITE, before).meters).toBe(3000);
    const bent = onRoute(0, { ...off, route: crow });
    expect(estimateArrival(bent, fix(10, 3000, 0), SITE, before).meters).toBe(4000);
    const short = onRoute(0, { ...off, route: measure(cacheRoute({ ...NORTH, meters: 5000 }, SET_OFF)) });
    expect(
      estimateArrival(short, fix(10, 3000, 0), SITE, before).meters,
      'never under the straight way',
    ).toBe(3000);
  });

  it('is the mean of two answers whose lines are no roads, the nearer one counting more', () => {
    const nearer = measure(
      cacheRoute({ ...NORTH, seconds: [0, 200, 250, 300], meters: 8000 }, SET_OFF + 400_000),
    );
    const progress = onRoute(0, { route: nearer, isNew: true });
    const { aim, horizon } = estimateArrival(progress, fix(400, 0, -3000), SITE, before);
    // 700 s against 600 s, one looking 300 s ahead and the other 600 s: four to one.
    expect((aim - SET_OFF) / 1000).toBeCloseTo(680, 5);
    expect(horizon).toBeCloseTo(300_000 / Math.sqrt(1.25), 0);
  });

  it('takes the word of a new route that can be followed', () => {
    const { aim } = estimateArrival(onRoute(0, { isNew: true }), fix(100, 0, -6000), SITE, before);
    expect(aim).toBe(SET_OFF + 700_000);
  });
});
