import { describe, expect, it } from 'vitest';
import { chooseHouse } from '../../../local/demo/choose-house.ts';
import { fixOnRoute, placeOnRoute } from '../../../local/demo/simulate-drive.ts';
import { DEPOT } from '../../../local/demo/team.ts';
import { metersBetween } from '../../../local/town/plane.ts';
import { createTown } from '../../../local/town/town.ts';

const town = createTown();
const depot = town.findAddress(DEPOT)?.place ?? { lat: 0, lng: 0 };
const house = chooseHouse(town, depot, [58, 72], 0);
const route = town.route(depot, house.place);

describe('the simulated van', () => {
  it('begins with a drive of about a minute, and always the same one', () => {
    expect(route.seconds).toBeGreaterThan(58);
    expect(route.seconds).toBeLessThan(72);
    expect(chooseHouse(town, depot, [58, 72], 0)).toEqual(house);
  });

  it('sets off at the depot, moves at the speed of a town, and is parked at the house in the end', () => {
    expect(metersBetween(placeOnRoute(route, 0).place, depot)).toBeLessThan(20);
    const half = placeOnRoute(route, route.seconds / 2);
    expect(half.speed).toBeGreaterThan(4);
    expect(metersBetween(half.place, house.place)).toBeGreaterThan(100);
    const end = placeOnRoute(route, route.seconds + 60);
    expect(end.speed).toBe(0);
    expect(metersBetween(end.place, house.place)).toBeLessThan(20);
  });

  it('reports what a phone would', () => {
    const fix = fixOnRoute(route, 30, Date.parse('2026-11-20T17:00:00Z'));
    expect(fix.at).toBe('2026-11-20T17:00:00.000Z');
    expect(metersBetween(fix, placeOnRoute(route, 30).place)).toBeLessThan(5);
    expect(fix.accuracy).toBeGreaterThan(0);
    expect(fix.heading).toBeLessThan(360);
  });
});
