import simplify from '@turf/simplify';
import { measured, nearest } from '../drawing/line.ts';
import { distance, type Point } from '../drawing/plane.ts';
import { GRID } from '../drawing/sketch.ts';
import type { Feature, Kind } from './street-tiles.ts';

/** A house, WGS84 degrees. */
export interface House {
  readonly lat: number;
  readonly lng: number;
}

/** One line of a plan, or the ring of an area: whole steps of the grid. */
export interface PlanLine {
  readonly kind: Kind;
  readonly name?: string;
  readonly points: readonly Point[];
}

/** What there is around a house, on a grid with the house in its middle; what of it is drawn depends on the drive. */
export interface StreetPlan {
  /** Of the square, in metres. */
  readonly side: number;
  readonly lines: readonly PlanLine[];
  /** Which house; absent in plans of older versions. */
  readonly house?: House;
  /** Whose map it is. */
  readonly credit?: string;
}

/** Is it a plan of what is around this house? An address may have moved since. */
export const isPlanOf = ({ house }: StreetPlan, { lat, lng }: Partial<House>): boolean =>
  house === undefined || (house.lat === lat && house.lng === lng);

/** Packed, that much stays below the 4 KB that half a read unit brings. */
const MOST_CHARACTERS = 16_000;
const MOST_AREAS = 24;
/** In steps of the grid: how far a line may leave the true one, and what is too short to be worth keeping. */
const TOLERANCE = 3;
const SHORTEST_DRAWN = 8;
/** What reaches a little beyond the square has no visible end inside it. */
export const MARGIN = 40;
const LONGEST_STEP = 200;
const HOUSE: Point = [GRID / 2, GRID / 2];

/** Keeps of a map what a picture of this square may need: main roads, then what is near the house. */
export function planStreets(
  features: readonly Feature[],
  side: number,
  credit: string | undefined,
): StreetPlan {
  const unit = side / GRID;
  const onGrid = ([x, y]: Point): Point => [x / unit + GRID / 2, y / unit + GRID / 2];
  const found = features.flatMap((feature) => linesOf(feature, onGrid));
  const areas = found.filter(isArea).sort((a, b) => lengthOf(b.points) - lengthOf(a.points));
  const roads = found.filter((line) => !isArea(line)).sort((a, b) => importance(a) - importance(b));
  let room = MOST_CHARACTERS;
  const lines = [...distinct(areas).slice(0, MOST_AREAS), ...distinct(roads)].filter((line) => {
    room -= JSON.stringify(line).length;
    return room >= 0;
  });
  return { side, lines, ...(credit && { credit }) };
}

export const isArea = ({ kind }: Pick<PlanLine, 'kind'>): boolean => kind === 'park' || kind === 'water';

export const lengthOf = (line: readonly Point[]): number => measured(line).length;

/** The less, the sooner it is kept. */
const importance = ({ kind, points }: PlanLine): number =>
  kind === 'street' ? nearest(measured(points), HOUSE).off : -lengthOf(points);

/** What lies on the edge of two tiles comes twice. */
const distinct = (lines: readonly PlanLine[]): PlanLine[] => [
  ...new Map(lines.map((line) => [JSON.stringify(line.points), line])).values(),
];

function linesOf({ kind, name, lines }: Feature, onGrid: (point: Point) => Point): PlanLine[] {
  const placed = lines.map((line) => line.map(onGrid));
  const kept = isArea({ kind })
    ? placed.filter((ring) => ring.some(isNear)).map((ring) => ring.map(clamped))
    : placed.flatMap((line) => inside(inSteps(line)));
  return kept
    .map((line) => thinned(line).map(([x, y]): Point => [Math.round(x), Math.round(y)]))
    .filter((points) => points.length > 1 && lengthOf(points) >= SHORTEST_DRAWN)
    .map((points) => ({ kind, ...(name && { name }), points }));
}

const thinned = (line: readonly Point[]): readonly Point[] =>
  line.length < 3
    ? line
    : (simplify(
        { type: 'LineString', coordinates: line.map(([x, y]) => [x, y]) },
        { tolerance: TOLERANCE, highQuality: true },
      ).coordinates as unknown as readonly Point[]);

const isNear = ([x, y]: Point): boolean => Math.min(x, y) > -MARGIN && Math.max(x, y) < GRID + MARGIN;

const clamp = (value: number): number => Math.min(GRID + MARGIN, Math.max(-MARGIN, value));
const clamped = ([x, y]: Point): Point => [clamp(x), clamp(y)];

/** With points so close together that no step leads through the square from beyond it to beyond it. */
const inSteps = (line: readonly Point[]): Point[] =>
  line.flatMap((point, index): Point[] => {
    const before = line[index - 1] ?? point;
    const steps = Math.min(50, Math.max(1, Math.ceil(distance(before, point) / LONGEST_STEP)));
    return Array.from({ length: steps }, (_, step) => {
      const share = (step + 1) / steps;
      return [before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share];
    });
  });

/** The parts of a line within the square and its margin, each with the first point beyond. */
function inside(line: readonly Point[]): Point[][] {
  const parts: Point[][] = [];
  let part: Point[] = [];
  line.forEach((point, index) => {
    const before = line[index - 1];
    if (!isNear(point) && !(before && isNear(before))) return;
    if (part.length === 0 && before) part.push(before);
    part.push(point);
    if (isNear(point)) return;
    parts.push(part);
    part = [];
  });
  return [...parts, part];
}
