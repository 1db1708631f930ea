import simplify from '@turf/simplify';
import { distance, type Point } from '../drawing/plane.ts';
import { GRID, type Sketch } from '../drawing/sketch.ts';
import { nameSpots } from './name-spots.ts';
import type { Feature, Kind } from './street-map.ts';

/** A page has room for so much, before compression. */
const MOST_CHARACTERS = 1500;
/** In steps of the grid: how far a drawn line may leave the true one, and the shortest street worth drawing. */
const ROUGHEST: readonly (readonly [tolerance: number, shortest: number])[] = [
  [1.5, 8],
  [3, 16],
  [5, 24],
  [8, 32],
  [10, 60],
  [10, 120],
  [12, 240],
  [16, 1e9],
];
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
  const names = nameSpots(placed);
  for (const [tolerance, shortest] of ROUGHEST) {
    const path = (kind: Kind) => pathOf(placed, kind, tolerance, kind === 'street' ? shortest : 4);
    const drawn = {
      parks: path('park'),
      water: path('water'),
      streets: path('street'),
      mains: path('main'),
      rail: path('rail'),
    };
    const last = tolerance === 16;
    if (last || Object.values(drawn).join('').length <= MOST_CHARACTERS) {
      return { side, ...drawn, names, ...(credit && { credit }) };
    }
  }
  throw new Error('unreachable');
}

function pathOf(features: readonly Feature[], wanted: Kind, tolerance: number, shortest: number): string {
  const isArea = wanted === 'park' || wanted === 'water';
  const paths = features
    .filter(({ kind }) => kind === wanted)
    .flatMap(({ lines }) => lines)
    .flatMap((line) => (isArea ? (line.some(isNear) ? [line.map(clamped)] : []) : inside(inSteps(line))))
    .filter((line) => line.length > 1 && lengthOf(line) >= shortest)
    .map((line) => relative(thinned(line, tolerance)) + (isArea ? 'z' : ''));
  // What lies on the edge of two tiles comes twice.
  return [...new Set(paths)].join('');
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
