import simplify from '@turf/simplify';
import { distance, type Point } from '../drawing/plane.ts';
import { GRID, type Sketch } from '../drawing/sketch.ts';
import { nameSpots } from './name-spots.ts';
import type { Feature, Kind } from './street-tiles.ts';

/** A page has room for so much, before compression. */
const MOST_CHARACTERS = 1400;
/** How far a drawn line may leave the true one, in steps of the grid; and what is too short to be worth drawing. */
const TOLERANCES = [1.5, 3, 5, 8, 10] as const;
const SHORTEST = 8;
/** Where not even the coarsest lines all have room, the longest of each kind are drawn, in this order of kinds. */
const KINDS: readonly Kind[] = ['main', 'water', 'park', 'rail', 'street'];
/** What reaches a little beyond the square has no visible end inside it. */
const MARGIN = 40;
const LONGEST_STEP = 200;

/** The streets around a house as path data, as coarse as it must be to stay small. @param side of the square, metres */
export function drawSketch(features: readonly Feature[], side: number, credit: string | undefined): Sketch {
  const unit = side / GRID;
  const onGrid = ([x, y]: Point): Point => [x / unit + GRID / 2, y / unit + GRID / 2];
  const placed = features.map((feature) => ({
    ...feature,
    lines: feature.lines.map((line) => line.map(onGrid)),
  }));
  const { main, water, park, rail, street } = drawn(placed);
  const names = nameSpots(placed);
  const roads = { streets: street, mains: main, rail };
  return { side, parks: park, water, ...roads, names, ...(credit && { credit }) };
}

function drawn(features: readonly Feature[]): Record<Kind, string> {
  for (const tolerance of TOLERANCES) {
    const paths = KINDS.map((kind) => pathsOf(features, kind, tolerance));
    const fits = paths.flat().join('').length <= MOST_CHARACTERS;
    if (fits || tolerance === TOLERANCES.at(-1)) return chosen(paths);
  }
  throw new Error('The last tolerance always decides.');
}

/** As many paths as there is room for. */
function chosen(paths: readonly (readonly string[])[]): Record<Kind, string> {
  let room = MOST_CHARACTERS;
  const joined = KINDS.map((kind, index) => {
    const kept = (paths[index] ?? []).filter((path) => {
      room -= path.length;
      return room >= 0;
    });
    return [kind, kept.join('')] as const;
  });
  return Object.fromEntries(joined) as Record<Kind, string>;
}

/** The longest first. */
function pathsOf(features: readonly Feature[], wanted: Kind, tolerance: number): string[] {
  const isArea = wanted === 'park' || wanted === 'water';
  const paths = features
    .filter(({ kind }) => kind === wanted)
    .flatMap(({ lines }) => lines)
    .flatMap((line) => (isArea ? (line.some(isNear) ? [line.map(clamped)] : []) : inside(inSteps(line))))
    .map((line) => ({ line, length: lengthOf(line) }))
    .filter(({ line, length }) => line.length > 1 && length >= SHORTEST)
    .sort((a, b) => b.length - a.length)
    .map(({ line }) => relative(thinned(line, tolerance)) + (isArea ? 'z' : ''));
  // What lies on the edge of two tiles comes twice.
  return [...new Set(paths)];
}

const thinned = (line: readonly Point[], tolerance: number): readonly Point[] =>
  line.length < 3
    ? line
    : (simplify(
        { type: 'LineString', coordinates: line.map(([x, y]) => [x, y]) },
        { tolerance, highQuality: true },
      ).coordinates as unknown as readonly Point[]);

const lengthOf = (line: readonly Point[]): number =>
  line.reduce((sum, point, index) => sum + distance(line[index - 1] ?? point, point), 0);

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

/** Whole steps from point to point take the fewest characters. */
function relative(line: readonly Point[]): string {
  let [x, y] = [0, 0];
  let path = '';
  line.forEach((point, index) => {
    const [nextX, nextY] = [Math.round(point[0]), Math.round(point[1])];
    const [dx, dy] = [nextX - x, nextY - y];
    if (index > 0 && dx === 0 && dy === 0) return;
    path +=
      index === 0 ? `M${pair(nextX, nextY)}` : `${index === 1 ? 'l' : dx < 0 ? '' : ' '}${pair(dx, dy)}`;
    [x, y] = [nextX, nextY];
  });
  return path;
}

/** A minus sign separates as well as a space. */
const pair = (a: number, b: number): string => `${a}${b < 0 ? '' : ' '}${b}`;
