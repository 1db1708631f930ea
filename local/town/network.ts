import { distance, type Point } from './plane.ts';
import { seededRandom } from './randomness.ts';
import { nameStreets } from './street-names.ts';

/** A block of a street, between two neighbouring crossings. */
export interface Block {
  readonly from: number;
  readonly to: number;
  readonly street: number;
  /** Which block of its street, counted from its west or south end; gaps where there is no road. */
  readonly index: number;
  readonly meters: number;
  /** Driving it, with the wait at its end. */
  readonly seconds: number;
}

/** A named street. */
export interface Street {
  readonly name: string;
  readonly main: boolean;
}

/** The generated town. Crossings and blocks are referred to by their place in the arrays. */
export interface Network {
  readonly crossings: readonly Point[];
  readonly streets: readonly Street[];
  readonly blocks: readonly Block[];
  /** The blocks at each crossing. */
  readonly blocksAt: readonly (readonly number[])[];
  /** Corners south-west and north-east. */
  readonly park: readonly [Point, Point];
  /** The rail line, west to east. */
  readonly rail: readonly [Point, Point];
}

const COLUMNS = 31;
const ROWS = 26;
/** Crossings are about this far apart. */
export const BLOCK_METERS = 200;
const MAIN_SPEED = 50 / 3.6;
const SIDE_SPEED = 30 / 3.6;
const WAIT_SECONDS = 3;
const mainColumn = (column: number) => column % 10 === 5;
const mainRow = (row: number) => row % 8 === 4;
/** A green rectangle of five by four blocks without roads inside. */
const PARK = { west: 17, east: 22, south: 13, north: 17 } as const;

/** Builds the town: deterministic for a seed, connected, every street named. About 6 by 5 km. */
export function buildNetwork(seed = 1): Network {
  const random = seededRandom(seed);
  const crossings = Array.from({ length: COLUMNS * ROWS }, (_, n) => placeCrossing(n, random));
  const rail = layRail(crossings);
  const streets = nameAll(random);
  const drawn = allBlocks(crossings).filter((block) => isBuilt(block, crossings, streets, rail, random));
  const blocks = largestPart(drawn, crossings.length);
  const blocksAt = crossings.map((): number[] => []);
  for (const [n, { from, to }] of blocks.entries()) {
    blocksAt[from]?.push(n);
    blocksAt[to]?.push(n);
  }
  return { crossings, streets, blocks, blocksAt, park: parkCorners(crossings), rail };
}

const columnOf = (crossing: number) => crossing % COLUMNS;
const rowOf = (crossing: number) => Math.floor(crossing / COLUMNS);

function placeCrossing(n: number, random: () => number): Point {
  const [column, row] = [columnOf(n), rowOf(n)];
  const sway = (main: boolean) => (random() - 0.5) * (main ? 8 : 50);
  return {
    x: (column - (COLUMNS - 1) / 2) * BLOCK_METERS + sway(mainColumn(column)),
    y: (row - (ROWS - 1) / 2) * BLOCK_METERS + sway(mainRow(row)),
  };
}

function nameAll(random: () => number): Street[] {
  const rows = Array.from({ length: ROWS }, (_, row) => mainRow(row));
  const columns = Array.from({ length: COLUMNS }, (_, column) => mainColumn(column));
  const names = [...nameStreets('west-east', rows, random), ...nameStreets('south-north', columns, random)];
  return [...rows, ...columns].map((main, n) => ({ name: names[n] ?? '', main }));
}

function allBlocks(crossings: readonly Point[]): Block[] {
  const blocks: Block[] = [];
  for (let n = 0; n < crossings.length; n += 1) {
    const [column, row] = [columnOf(n), rowOf(n)];
    if (column + 1 < COLUMNS) blocks.push(makeBlock(crossings, n, n + 1, row, column, mainRow(row)));
    if (row + 1 < ROWS)
      blocks.push(makeBlock(crossings, n, n + COLUMNS, ROWS + column, row, mainColumn(column)));
  }
  return blocks;
}

function makeBlock(
  crossings: readonly Point[],
  from: number,
  to: number,
  street: number,
  index: number,
  main: boolean,
): Block {
  const meters = distance(pointAt(crossings, from), pointAt(crossings, to));
  return {
    from,
    to,
    street,
    index,
    meters,
    seconds: meters / (main ? MAIN_SPEED : SIDE_SPEED) + WAIT_SECONDS,
  };
}

/** Side streets end at the park, mostly at the rail line, and here and there for no reason, as in any town. */
function isBuilt(
  block: Block,
  crossings: readonly Point[],
  streets: readonly Street[],
  rail: readonly [Point, Point],
  random: () => number,
): boolean {
  const chance = random();
  if (insidePark(block)) return false;
  if (streets[block.street]?.main) return true;
  const [a, b] = [pointAt(crossings, block.from), pointAt(crossings, block.to)];
  const overRail = isNorthOf(a, rail) !== isNorthOf(b, rail);
  return chance > (overRail ? 0.8 : 0.06);
}

function insidePark({ from, to }: Block): boolean {
  const within = (n: number) =>
    columnOf(n) > PARK.west && columnOf(n) < PARK.east && rowOf(n) > PARK.south && rowOf(n) < PARK.north;
  return within(from) || within(to);
}

function parkCorners(crossings: readonly Point[]): [Point, Point] {
  const corner = (column: number, row: number) => pointAt(crossings, row * COLUMNS + column);
  return [corner(PARK.west, PARK.south), corner(PARK.east, PARK.north)];
}

/** A straight line through the south of the town, a little askew to the streets. */
function layRail(crossings: readonly Point[]): [Point, Point] {
  const west = pointAt(crossings, 7 * COLUMNS);
  const east = pointAt(crossings, 10 * COLUMNS - 1);
  return [
    { x: west.x - BLOCK_METERS, y: west.y + BLOCK_METERS / 2 },
    { x: east.x + BLOCK_METERS, y: east.y + BLOCK_METERS / 2 },
  ];
}

function isNorthOf(point: Point, [west, east]: readonly [Point, Point]): boolean {
  const share = (point.x - west.x) / (east.x - west.x);
  return point.y > west.y + (east.y - west.y) * share;
}

/** Only what hangs together: nobody lives on a street that cannot be reached. */
function largestPart(blocks: readonly Block[], crossings: number): Block[] {
  const root = Array.from({ length: crossings }, (_, n) => n);
  const find = (n: number): number => {
    let top = n;
    while (root[top] !== top) top = root[top] ?? top;
    return top;
  };
  for (const { from, to } of blocks) root[find(from)] = find(to);
  const sizes = new Map<number, number>();
  for (const { from } of blocks) sizes.set(find(from), (sizes.get(find(from)) ?? 0) + 1);
  const [largest] = [...sizes].reduce((best, next) => (next[1] > best[1] ? next : best));
  return blocks.filter(({ from }) => find(from) === largest);
}

/** A crossing's point. @throws RangeError for a number that is none. */
export function pointAt(crossings: readonly Point[], n: number): Point {
  const point = crossings[n];
  if (!point) throw new RangeError(`no crossing ${n}`);
  return point;
}
