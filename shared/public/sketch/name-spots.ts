import { at, measured } from '../drawing/line.ts';
import { distance, type Point } from '../drawing/plane.ts';
import { GRID, type StreetName } from '../drawing/sketch.ts';
import type { PlanLine } from './street-plan.ts';

const MOST_NAMES = 24;
const MOST_SPOTS = 8;
/** In steps of the grid. */
const APART = 160;
const SHORTEST = 60;
const STRIDE = 55;
const HALF_NAME = 28;

interface Spot {
  readonly point: Point;
  readonly slope: number;
}

/** Where names could be written: straight stretches, the nearest to the house first; main roads before others. */
export function nameSpots(lines: readonly PlanLine[]): StreetName[] {
  const streets = new Map<string, { main: boolean; spots: Spot[] }>();
  for (const { kind, name, points } of lines) {
    if (!name) continue;
    const street = streets.get(name) ?? { main: false, spots: [] };
    street.main ||= kind === 'main';
    street.spots.push(...spotsAlong(points));
    streets.set(name, street);
  }
  return [...streets]
    .map(([name, { main, spots }]) => ({ name, main, spots: chosen(spots) }))
    .filter(({ spots }) => spots.length > 0)
    .sort((a, b) => Number(b.main) - Number(a.main) || fromHouse(a.spots[0]) - fromHouse(b.spots[0]))
    .slice(0, MOST_NAMES)
    .map(({ name, spots }) => [
      name,
      ...spots.map(({ point: [x, y], slope }): [number, number, number] => [
        Math.round(x),
        Math.round(y),
        Math.round(slope),
      ]),
    ]);
}

function spotsAlong(points: readonly Point[]): Spot[] {
  const line = measured(points);
  if (line.length < SHORTEST) return [];
  const count = Math.floor((line.length - 2 * HALF_NAME) / STRIDE) + 1;
  return Array.from({ length: Math.max(1, count) }, (_, index) => {
    const middle = count > 1 ? HALF_NAME + index * STRIDE : line.length / 2;
    const [from, to] = [at(line, middle - HALF_NAME).point, at(line, middle + HALF_NAME).point];
    const slope = (Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI;
    return { point: at(line, middle).point, slope, straight: distance(from, to) };
  }).filter(({ straight, point }) => straight > 1.9 * HALF_NAME && isInside(point));
}

const isInside = ([x, y]: Point): boolean => Math.min(x, y) > 0 && Math.max(x, y) < GRID;

const fromHouse = (spot: Spot | undefined): number =>
  spot ? distance(spot.point, [GRID / 2, GRID / 2]) : Number.POSITIVE_INFINITY;

function chosen(spots: readonly Spot[]): Spot[] {
  const kept: Spot[] = [];
  for (const spot of [...spots].sort((a, b) => fromHouse(a) - fromHouse(b))) {
    if (kept.length === MOST_SPOTS) break;
    if (kept.every(({ point }) => distance(point, spot.point) > APART)) kept.push(spot);
  }
  return kept;
}
