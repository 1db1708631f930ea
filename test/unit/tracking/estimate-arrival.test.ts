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

  it('takes a minute of what a new route says at once, never more', () => {
    const before = { arrivesAt: SET_OFF + 1_200_000, meters: 5000, asOf: SET_OFF };
    const at = (isNew: boolean) =>
      estimateArrival(route, { along: 0, offRoute: false }, fix(5, 0, -6000), SITE, before, isNew).arrivesAt;
    expect(before.arrivesAt - at(false)).toBe(10_000);
    expect(before.arrivesAt - at(true)).toBe(60_000);
  });

  it('promises little of a road off the route that seems to lead near the site', () => {
    const before = { arrivesAt: SET_OFF + 600_000, meters: 5000, asOf: SET_OFF };
    const passing = (metersAway: number) =>
      estimateArrival(route, { along: 0, offRoute: true }, fix(10, metersAway, 0), SITE, before).arrivesAt;
    expect(before.arrivesAt - passing(100)).toBe(5000);
    expect(passing(10_000) - before.arrivesAt).toBe(20_000);
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

  it('waits until the drive is over 90 s off the timing of the route, or off the route', () => {
    expect(wanted(200, -5000)).toBe(false);
    expect(wanted(285, -5000)).toBe(false);
    expect(wanted(295, -5000)).toBe(true);
    expect(wanted(200, -3900)).toBe(true);
    expect(wanted(200, -5000, true)).toBe(true);
  });

  it('keeps a minute between two asks, half of one after a failure', () => {
    expect(wanted(50, -5000, true)).toBe(false);
    expect(wanted(50, -5000, true, { failed: true })).toBe(true);
  });

  it('asks again after five minutes while somebody watches', () => {
    expect(wanted(299, -4500, false, {}, true)).toBe(false);
    expect(wanted(300, -4500, false, {}, false)).toBe(false);
    expect(wanted(300, -4500, false, {}, true)).toBe(true);
  });

  it('asks four times in twenty minutes at most', () => {
    let asks = { answered: 0, firstAt: SET_OFF, lastAt: SET_OFF - 60_000 };
    for (let second = 0; second < 1200; second += 10) {
      if (!wanted(second, -5000, true, asks)) continue;
      asks = { ...asks, answered: asks.answered + 1, lastAt: SET_OFF + second * 1000 };
    }
    expect(asks.answered).toBe(4);
  });

  it('does not ask for the last 300 m', () => {
    expect(wanted(800, -250, true)).toBe(false);
  });
});
