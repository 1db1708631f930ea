import { describe, expect, it } from 'vitest';
import { type Estimate, estimateArrival, routeWanted } from '../../../shared/tracking/estimate-arrival.ts';
import type { FoundRoute } from '../../../shared/tracking/route.ts';
import { cacheRoute, measure, progressAlong, secondsAt } from '../../../shared/tracking/route.ts';
import { beside, fix, SET_OFF, SITE } from '../../support/drives.ts';

/** 6 km due north to the site: 2 km in town at 5 m/s, then 4 km at 20 m/s. */
const NORTH: FoundRoute = {
  line: [-6000, -4000, -2000, 0].map((north) => {
    const { lat, lng } = beside(0, north);
    return [lng, lat] as const;
  }),
  seconds: [0, 400, 500, 600],
  meters: 6000,
};
const route = measure(cacheRoute(NORTH, SET_OFF));
/** Keeps its shape when it is simplified. */
const DETOUR: FoundRoute = {
  line: [...NORTH.line.slice(0, 2), [SITE.lng + 0.02, NORTH.line[1]?.[1] ?? 0], ...NORTH.line.slice(2)],
  seconds: [0, 400, 500, 700, 800],
  meters: 9500,
};

function drive(at: (second: number) => number, seconds: readonly number[]): Estimate[] {
  let before: Estimate | undefined;
  let along = 0;
  return seconds.map((second, index) => {
    const here = fix(second, 0, -6000 + at(second));
    const passed = index === 0 ? second : second - (seconds[index - 1] ?? 0);
    along = progressAlong(route, along, here, passed).along;
    before = estimateArrival(route, { along, offRoute: false }, here, SITE, before);
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
    const standing = drive(() => 0, every10).map(({ arrivesAt }) => (arrivesAt - SET_OFF) / 1000);
    expect([standing[0], standing.at(-1)].map((seconds) => Math.round(seconds ?? 0))).toEqual([600, 990]);
  });

  it('slides to what a leap of the receiver says, by twice the time that passes', () => {
    const leap = drive((second) => (second < 100 ? 0 : 2000), every10).map((one) => one.arrivesAt);
    for (const [index, arrivesAt] of leap.entries()) {
      expect(Math.abs(arrivesAt - (leap[index - 1] ?? arrivesAt))).toBeLessThanOrEqual(20_000);
    }
    const without = drive(() => 0, every10.slice(0, 11)).at(-1)?.arrivesAt ?? expect.fail();
    expect(Math.min(...leap)).toBeLessThan(without - 200_000);
  });

  it.each<
    [how: string, passed: number, at: { isNew?: boolean; offRoute?: boolean }, earlier: number, later: number]
  >([
    ['by twice the time that passes', 29, {}, 58, 58],
    ['but by a minute at most', 31, {}, 60, 60],
    ['or by all the time that passes', 90, {}, 90, 90],
    ['by a minute with a new route', 5, { isNew: true }, 60, 60],
    ['or by all the time that passes, too', 90, { isNew: true }, 90, 90],
    ['off the route by half the time towards earlier', 10, { offRoute: true }, 5, 20],
    ['by a minute with a new route from there', 10, { offRoute: true, isNew: true }, 60, 60],
  ])('moves %s (%d s)', (_, passed, { offRoute = false, isNew = false }, earlier, later) => {
    const seconds = (promised: number, away: number) => {
      const before = { arrivesAt: SET_OFF + promised * 1000, meters: 5000, asOf: SET_OFF };
      const whereabouts = { along: offRoute ? 0 : 6000 - away, offRoute };
      const now = fix(passed, 0, -away);
      const { arrivesAt } = estimateArrival(route, whereabouts, now, SITE, before, isNew);
      return (arrivesAt - before.arrivesAt) / 1000;
    };
    expect([-seconds(5000, 3000), seconds(passed, 3000)]).toEqual([earlier, later]);
  });

  it('reckons off the route with streets longer than the straight way, at the route’s average pace', () => {
    const away = estimateArrival(route, { along: 0, offRoute: true }, fix(10, 1000, 0), SITE, undefined);
    expect(away.meters).toBe(1350);
    expect(away.arrivesAt).toBeCloseTo(SET_OFF + 145_000, -2);
  });

  it('is never before the fix it rests on', () => {
    const there = fix(900, 0, 0);
    const before = { arrivesAt: SET_OFF + 100_000, meters: 10, asOf: SET_OFF + 890_000 };
    const { arrivesAt } = estimateArrival(route, { along: 6000, offRoute: false }, there, SITE, before);
    expect(arrivesAt).toBe(there.at);
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

describe('asking for a route', () => {
  const asked = { answered: 1, firstAt: SET_OFF, lastAt: SET_OFF };
  const wanted = (second: number, north: number, offRoute = false, asks: object = {}, watched = false) =>
    routeWanted(
      route,
      { along: 6000 + north, offRoute },
      fix(second, 0, north),
      SITE,
      { ...asked, ...asks },
      SET_OFF + second * 1000,
      watched,
    );

  it.each<[what: string, at: Parameters<typeof wanted>, is: boolean]>([
    ['not 90 s behind the timing of the route', [90, -6000], false],
    ['any later', [90.1, -6000], true],
    ['not 90 s ahead of it', [110.1, -5000], false],
    ['any earlier', [109.9, -5000], true],
    ['off the route, a minute after the last time', [60, -5700, true], true],
    ['not sooner', [59.9, -5700, true], false],
    ['half a minute after a failure', [30, -5850, true, { failed: true }], true],
    ['not sooner', [29.9, -5850, true, { failed: true }], false],
    ['five minutes after the last time, while somebody watches', [300, -4500, false, {}, true], true],
    ['not sooner', [299.9, -4500, false, {}, true], false],
    ['not when nobody watches', [300, -4500], false],
    ['over 300 m from the site', [200, -301, true], true],
    ['not within them', [200, -299, true], false],
    ['a third time after eight minutes', [480, -5000, true, { answered: 2 }], true],
    ['not sooner', [479.9, -5000, true, { answered: 2 }], false],
    ['a fourth time after sixteen', [960, -5000, true, { answered: 3 }], true],
    ['not sooner', [959.9, -5000, true, { answered: 3 }], false],
    ['a second time whenever it is off the route', [60, -5000, true, { answered: 1 }], true],
  ])('%s', (_, at, is) => {
    expect(wanted(...at)).toBe(is);
  });
});
