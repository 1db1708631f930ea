import { ahead, type Line, measured, nearest } from '../drawing/line.ts';
import type { Point } from '../drawing/plane.ts';
import { GRID } from '../drawing/sketch.ts';
import type { PlanLine } from './street-plan.ts';

/** So near to each other, in steps of the grid, two lines meet; and so near to it a line leads to where the drive is. */
const MEETS = 4;
const ON_THE_WAY = 16;

interface Measured extends PlanLine {
  readonly line: Line;
}

/**
 * Cuts streets back to the last place where they meet another that is drawn: what was left out around them would
 * leave them ending in the open. Beyond the square they may end, and where the drive leads.
 * @param way points of the drive, on the grid, the house among them
 */
export function withoutOpenEnds(streets: readonly PlanLine[], way: readonly Point[]): PlanLine[] {
  let kept = streets.map((street): Measured => ({ ...street, line: measured(street.points) }));
  for (let before = -1; before !== size(kept); ) {
    before = size(kept);
    // One at a time: two that meet only each other's open ends go one after the other.
    for (const street of [...kept].reverse()) {
      const others = kept.filter((one) => one !== street);
      const cut = cutBack(street, others, way);
      kept = kept.flatMap((one) => (one === street ? cut : one));
    }
  }
  return kept.map(({ line: _, ...street }) => street);
}

const size = (streets: readonly Measured[]): number =>
  streets.reduce((sum, { line }) => sum + Math.round(line.length), 0);

function cutBack(street: Measured, others: readonly Measured[], way: readonly Point[]): Measured[] {
  const { line } = street;
  if (isOutside(line.points)) return [];
  const held = [
    ...others.flatMap((other) => meetings(line, other.line)),
    ...way.map((point) => nearest(line, point)).flatMap(({ along, off }) => (off < ON_THE_WAY ? along : [])),
    ...line.points.flatMap((point, index) => (isBeyond(point) ? (line.along[index] ?? []) : [])),
  ];
  const [from, to] = [Math.min(...held), Math.max(...held)];
  if (!(to - from >= MEETS)) return [];
  if (from <= MEETS && to >= line.length - MEETS) return [street];
  const points = between(line, from, to);
  return [{ ...street, points, line: measured(points) }];
}

/** Does all of it lie on one side of the square? */
const isOutside = (points: readonly Point[]): boolean =>
  ([0, 1] as const).some(
    (axis) => points.every((point) => point[axis] <= 0) || points.every((point) => point[axis] >= GRID),
  );

const isBeyond = ([x, y]: Point): boolean => Math.min(x, y) <= 0 || Math.max(x, y) >= GRID;

/** The part of a line between two places along it. */
function between(line: Line, from: number, to: number): Point[] {
  const back = measured([...ahead(line, from)].reverse());
  return [...ahead(back, line.length - to)].reverse();
}

/** Where along a line another one meets it. */
function meetings(line: Line, other: Line): number[] {
  const found: number[] = [];
  for (let i = 1; i < line.points.length; i++) {
    const [a, b] = [line.points[i - 1] as Point, line.points[i] as Point];
    for (let j = 1; j < other.points.length; j++) {
      const [c, d] = [other.points[j - 1] as Point, other.points[j] as Point];
      if (!overlap(a, b, c, d)) continue;
      const share = crossing(a, b, c, d);
      const start = line.along[i - 1] ?? 0;
      if (share !== undefined) found.push(start + share * ((line.along[i] ?? 0) - start));
    }
  }
  // Where none cross, an end may yet lie on the other.
  for (const end of [other.points[0], other.points.at(-1)]) {
    const { along, off } = end ? nearest(line, end) : { along: 0, off: MEETS + 1 };
    if (off <= MEETS) found.push(along);
  }
  for (const [end, along] of [
    [line.points[0], 0],
    [line.points.at(-1), line.length],
  ] as const) {
    if (end && nearest(other, end).off <= MEETS) found.push(along);
  }
  return found;
}

function overlap(a: Point, b: Point, c: Point, d: Point): boolean {
  const apart = (axis: 0 | 1) =>
    Math.max(a[axis], b[axis]) + MEETS < Math.min(c[axis], d[axis]) ||
    Math.max(c[axis], d[axis]) + MEETS < Math.min(a[axis], b[axis]);
  return !apart(0) && !apart(1);
}

/** How far along from `a` to `b` the other stretch crosses it, from 0 to 1. */
function crossing(a: Point, b: Point, c: Point, d: Point): number | undefined {
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const area = ux * vy - uy * vx;
  if (area === 0) return undefined;
  const [wx, wy] = [c[0] - a[0], c[1] - a[1]];
  const [share, other] = [(wx * vy - wy * vx) / area, (wx * uy - wy * ux) / area];
  return share >= 0 && share <= 1 && other >= 0 && other <= 1 ? share : undefined;
}
