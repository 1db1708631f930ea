import { describe, expect, it } from 'vitest';
import { NO_PACE, paceAfter, paceFactor, paceOnRoute } from '../../../shared/tracking/pace.ts';
import { cacheRoute, isFollowable, measure } from '../../../shared/tracking/route.ts';
import { NORTH, SET_OFF } from '../../support/drives.ts';

const road = measure(cacheRoute(NORTH, SET_OFF));
/** Metres along it where its first stretch ends, after 400 s. */
const END_OF_TOWN = road.along[1] ?? Number.NaN;
const withMeters = (meters: number) => measure(cacheRoute({ ...NORTH, meters }, SET_OFF));

describe('how a drive has gone', () => {
  it.each([
    ['nothing is known yet', 0, 0, 1],
    ['ten minutes went as foretold', 600, 600, 1],
    ['ten minutes took fifteen: half of it is believed', 900, 600, 1.25],
    ['an hour took an hour and a half: most of it', 5400, 3600, 6000 / 4200],
    ['it went faster', 300, 600, 0.75],
    ['almost half as long again', 899, 400, 1499 / 1000],
    ['longer still: that is no pace but a stop', 901, 400, 1.5],
    ['impossibly fast', 1, 900, 1 / 1.5],
  ])('stretches the rest where %s', (_, took, foretold, factor) => {
    expect(paceFactor({ took, foretold })).toBeCloseTo(factor, 10);
  });

  it('is the time taken against the timing of the route to the place reached', () => {
    const before = { took: 100, foretold: 50 };
    expect(paceOnRoute(before, road, { along: END_OF_TOWN, at: SET_OFF + 500_000 })).toEqual({
      took: 600,
      foretold: 450,
    });
    const loaded = { along: END_OF_TOWN, at: SET_OFF + 500_000, leftAt: SET_OFF + 120_000 };
    expect(paceOnRoute(NO_PACE, road, loaded)).toEqual({ took: 380, foretold: 400 });
  });

  it('counts of a route that was left what was driven on it', () => {
    const next = { seconds: [0, 900], at: SET_OFF + 700_000 };
    expect(paceAfter(NO_PACE, road, { along: END_OF_TOWN, at: SET_OFF + 440_000 }, next)).toEqual({
      took: 440,
      foretold: 400,
    });
    expect(paceAfter(NO_PACE, road, undefined, next)).toBe(NO_PACE);
  });

  it('counts of a line that is no road how much shorter the next answer is', () => {
    const next = { seconds: [0, 250], at: SET_OFF + 400_000 };
    expect(paceAfter(NO_PACE, withMeters(8000), { along: 5000, at: SET_OFF }, next)).toEqual({
      took: 400,
      foretold: 350,
    });
    expect(
      paceAfter(NO_PACE, withMeters(8000), { along: 0, at: SET_OFF }, { ...next, seconds: [0, 700] }),
    ).toEqual({ took: 400, foretold: 0 });
  });

  it('knows a line far shorter than its metres for no road', () => {
    expect([6890, 6905].map((meters) => isFollowable(withMeters(meters)))).toEqual([true, false]);
  });
});
