import { at, measured, nearest } from '../drawing/line.ts';
import type { Point } from '../drawing/plane.ts';
import { GRID, type Sketch } from '../drawing/sketch.ts';
import { nameSpots } from './name-spots.ts';
import { withoutOpenEnds } from './open-ends.ts';
import { isArea, type PlanLine, type StreetPlan } from './street-plan.ts';
import type { Kind } from './street-tiles.ts';

/** A page has room for so much, before compression; of it, areas take so much at most. */
const MOST_CHARACTERS = 1000;
const MOST_FOR_AREAS = 180;
/** A main road may be so many times further away than a street, and is as important. */
const MAIN_ROADS_COUNT = 3;
/** How many places of the drive are measured from. */
const MEASURED_FROM = 12;
/** The last part of the way, on whose streets the house stands, is looked at so closely; in steps of the grid. */
const LAST_PART = 64;
const CLOSELY = 4;
const HOUSE: Point = [0, 0];

/**
 * The streets to draw for a drive: the nearest to the way and to the house first, as many as there is room for, and
 * none that ends in the open.
 * @param way the points ahead of the van in metres east and south of the house; none before anybody has set off
 */
export function drawSketch({ side, lines, credit }: StreetPlan, way: readonly Point[]): Sketch {
  const unit = side / GRID;
  const onGrid = ([x, y]: Point): Point => [x / unit + GRID / 2, y / unit + GRID / 2];
  const from = sampled(way).map(onGrid);
  const areas = fitting(lines.filter(isArea), from, MOST_FOR_AREAS);
  const room = MOST_CHARACTERS - lengthOfPaths(areas);
  const roads = fitting(
    lines.filter((line) => !isArea(line)),
    from,
    room,
  );
  const rails = roads.filter(({ kind }) => kind === 'rail');
  const streets = withoutOpenEnds(
    roads.filter(({ kind }) => kind !== 'rail'),
    [...from, ...lastPart(way.map(onGrid))],
  );
  const drawn = [...areas, ...rails, ...streets];
  const pathOf = (wanted: Kind) =>
    drawn
      .filter(({ kind }) => kind === wanted)
      .map(path)
      .join('');
  return {
    side,
    parks: pathOf('park'),
    water: pathOf('water'),
    streets: pathOf('street'),
    mains: pathOf('main'),
    rail: pathOf('rail'),
    names: nameSpots(streets),
    ...(credit && { credit }),
  };
}

/** The streets nearest to the way first, the one of the house before all, each from its nearest part on. */
function fitting(lines: readonly PlanLine[], from: readonly Point[], most: number): PlanLine[] {
  const streets = new Map<string, (readonly [away: number, line: PlanLine])[]>();
  const house = nearestTo(lines, from.at(-1));
  for (const [index, line] of lines.entries()) {
    const key = line.name ? `${line.kind} ${line.name}` : `${index}`;
    streets.set(key, [...(streets.get(key) ?? []), [line === house ? -1 : awayFrom(line, from), line]]);
  }
  const first = (parts: readonly (readonly [number, PlanLine])[]) => Math.min(...parts.map(([away]) => away));
  let room = most;
  return [...streets.values()]
    .sort((a, b) => first(a) - first(b))
    .flatMap((parts) => [...parts].sort(([a], [b]) => a - b))
    .flatMap(([, line]) => {
      const { length } = path(line);
      if (length > room) return [];
      room -= length;
      return line;
    });
}

function nearestTo(lines: readonly PlanLine[], point: Point | undefined): PlanLine | undefined {
  const away = (line: PlanLine) => (point ? nearest(measured(line.points), point).off : 0);
  return lines.reduce<PlanLine | undefined>(
    (best, line) => (best && away(best) <= away(line) ? best : line),
    undefined,
  );
}

function awayFrom({ kind, points }: PlanLine, from: readonly Point[]): number {
  const line = measured(points);
  const away = Math.min(...from.map((point) => nearest(line, point).off));
  return kind === 'main' ? away / MAIN_ROADS_COUNT : away;
}

const lengthOfPaths = (lines: readonly PlanLine[]): number =>
  lines.reduce((sum, line) => sum + path(line).length, 0);

/** The house, and places evenly along the way. */
function sampled(way: readonly Point[]): Point[] {
  if (way.length === 0) return [HOUSE];
  const line = measured(way);
  return Array.from(
    { length: MEASURED_FROM },
    (_, index) => at(line, (line.length * index) / (MEASURED_FROM - 1)).point,
  ).concat([HOUSE]);
}

/** Without these the street of the house would be cut back to a stub, or away, where no crossing of it is drawn. */
function lastPart(way: readonly Point[]): Point[] {
  if (way.length === 0) return [];
  const line = measured(way);
  return Array.from(
    { length: Math.floor(Math.min(LAST_PART, line.length) / CLOSELY) + 1 },
    (_, index) => at(line, line.length - index * CLOSELY).point,
  );
}

/** Whole steps from point to point take the fewest characters. */
function path(line: PlanLine): string {
  const points = line.points.map((point) => point.map(Math.round) as unknown as Point);
  const steps = points
    .slice(1)
    .map(([x, y], index): Point => [x - (points[index]?.[0] ?? x), y - (points[index]?.[1] ?? y)])
    .filter(([dx, dy]) => dx !== 0 || dy !== 0);
  const [x, y] = points[0] ?? [0, 0];
  const way = steps.map(([dx, dy], index) => `${index > 0 && dx >= 0 ? ' ' : ''}${pair(dx, dy)}`).join('');
  return `M${pair(x, y)}l${way}${isArea(line) ? 'z' : ''}`;
}

/** A minus sign separates as well as a space. */
const pair = (a: number, b: number): string => `${a}${b < 0 ? '' : ' '}${b}`;
