import { describe, expect, it } from 'vitest';
import { cacheRoute, measure } from '../../../shared/tracking/route.ts';
import { routeWanted } from '../../../shared/tracking/route-wanted.ts';
import { fix, NORTH, SET_OFF, SITE } from '../../support/drives.ts';

const road = measure(cacheRoute(NORTH, SET_OFF));
/** The straight way with the metres of a road: its line says nothing of how far the van has come. */
const crow = measure(cacheRoute({ ...NORTH, meters: 8000 }, SET_OFF));

describe('asking for a route', () => {
  const asked = { answered: 1, firstAt: SET_OFF, lastAt: SET_OFF };
  const wanted = (
    second: number,
    north: number,
    offRoute = false,
    asks: object = {},
    watched = false,
    route = road,
  ) =>
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
    ['ten minutes after the last time, while somebody watches', [600, -1500, false, {}, true], true],
    ['not sooner', [599.9, -1500, false, {}, true], false],
    ['not when nobody watches', [600, -1500], false],
    ['over 300 m from the site', [200, -301, true], true],
    ['not within them', [200, -299, true], false],
    ['a third time after eight minutes', [480, -5000, true, { answered: 2 }], true],
    ['not sooner', [479.9, -5000, true, { answered: 2 }], false],
    ['a fourth time after sixteen', [960, -5000, true, { answered: 3 }], true],
    ['not sooner', [959.9, -5000, true, { answered: 3 }], false],
    ['a second time whenever it is off the route', [60, -5000, true, { answered: 1 }], true],
    ['not a fifth time within the hour and a half', [5399.9, -5000, true, { answered: 4 }], false],
    ['but once more for every half hour after the first', [5400, -5000, true, { answered: 4 }], true],
    ['after a quarter of its time, where the line is no road', [150, -5000, false, {}, false, crow], true],
    ['not sooner, wherever the van is', [149.9, -5000, true, {}, false, crow], false],
  ])('%s', (_, at, is) => {
    expect(wanted(...at)).toBe(is);
  });
});
