import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../../local/town/network.ts';
import { metersBetween } from '../../../local/town/plane.ts';
import { straightRoute } from '../../../local/town/straight-route.ts';
import { createTown } from '../../../local/town/town.ts';

const town = createTown();
const house = (line: string) => {
  const found = town.findAddress(line);
  if (!found) throw new Error(`no house at ${line}`);
  return found;
};

describe('the town', () => {
  it('is the same for the same seed and another for another', () => {
    expect(buildNetwork(1)).toEqual(town.network);
    expect(buildNetwork(2).crossings).not.toEqual(town.network.crossings);
  });

  it('is one connected network of about 6 by 5 km', () => {
    const { blocks, blocksAt } = town.network;
    const seen = new Set<number>([blocks[0]?.from ?? -1]);
    for (const crossing of seen)
      for (const n of blocksAt[crossing] ?? []) {
        seen.add(blocks[n]?.from ?? -1);
        seen.add(blocks[n]?.to ?? -1);
      }
    expect(seen).toEqual(new Set(blocks.flatMap(({ from, to }) => [from, to])));
    expect(seen.size).toBeGreaterThan(700);
    const [xs, ys] = [town.network.crossings.map(({ x }) => x), town.network.crossings.map(({ y }) => y)];
    expect(Math.max(...xs) - Math.min(...xs)).toBeCloseTo(6000, -2);
    expect(Math.max(...ys) - Math.min(...ys)).toBeCloseTo(5000, -2);
  });

  it('names every street once', () => {
    const names = town.network.streets.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('an address', () => {
  it('is found however it is written', () => {
    expect(house('48 Willow Ln').line).toBe('48 Willow Ln');
    const written = [' 48  willow LANE', '48 Willow Ln., Fairfield Junction, CA 95699'];
    for (const line of written) expect(town.findAddress(line)).toEqual(house('48 Willow Ln'));
  });

  it('is unknown when the town does not have it', () => {
    const lines = [
      '48 Nowhere St',
      '9999 Willow Ln',
      'Willow Ln',
      '48 Willow Ln, Springfield',
      '0 Willow Ln',
      '',
    ];
    for (const line of lines) expect(town.findAddress(line)).toBeUndefined();
  });

  it('stands on its street, next to its neighbour', () => {
    expect(town.nearestStreet(house('48 Willow Ln').place).street).toBe('Willow Ln');
    const away = metersBetween(house('48 Willow Ln').place, house('50 Willow Ln').place);
    expect(away).toBeGreaterThan(15);
    expect(away).toBeLessThan(25);
  });
});

describe('a route', () => {
  const from = house('48 Willow Ln');
  const to = town.housesAround(from.place, 2000, 4000)[0] ?? from;
  const route = town.route(from.place, to.place);

  it('begins and ends at the kerb of the two houses', () => {
    expect(metersBetween(route.places[0] ?? to.place, from.place)).toBeLessThan(20);
    expect(metersBetween(route.places.at(-1) ?? from.place, to.place)).toBeLessThan(20);
    expect(route.stretches[0]?.street).toBe(from.street);
  });

  it('adds up, at the speed of a town', () => {
    const length = route.places
      .slice(1)
      .reduce((sum, place, n) => sum + metersBetween(route.places[n] ?? place, place), 0);
    expect(route.meters / length).toBeCloseTo(1, 2);
    expect(route.times.at(-1)).toBeCloseTo(route.seconds, 6);
    expect(route.meters).toBeGreaterThan(metersBetween(from.place, to.place));
    expect(route.meters / route.seconds).toBeGreaterThan(5);
    expect(route.meters / route.seconds).toBeLessThan(14);
  });

  it('goes back in about the time it came', () => {
    expect(town.route(to.place, from.place).seconds).toBeCloseTo(route.seconds, 6);
  });

  it('stays in its block between neighbours', () => {
    expect(town.route(from.place, house('50 Willow Ln').place).places).toHaveLength(2);
  });

  it('beyond the town is straight, longer than the line and plausibly quick', () => {
    const [cupertino, berkeley] = [
      { lat: 37.345, lng: -122.068 },
      { lat: 37.87, lng: -122.27 },
    ];
    const far = straightRoute(cupertino, berkeley);
    expect(far.places.at(-1)).toEqual(berkeley);
    expect(far.meters / metersBetween(cupertino, berkeley)).toBeCloseTo(1.3, 6);
    expect(far.meters / far.seconds).toBeLessThan(28);
    expect(straightRoute(berkeley, berkeley).seconds).toBe(0);
  });
});
