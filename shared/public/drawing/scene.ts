import { type Camera, frameAll, onPicture, type Size } from './camera.ts';
import type { Ground } from './ground.ts';
import { type Label, type Obstacle, placeLabels } from './labels.ts';
import { ahead, at, type Line, measured } from './line.ts';
import { distance, type Point, pathData, short } from './plane.ts';
import { GRID, type Sketch, sideFor } from './sketch.ts';

/** A picture of the map: path data and transforms, in pixels of the picture. */
export interface Scene {
  /** Streets get thinner as more of them come into view. */
  readonly thickness: number;
  readonly home: string;
  readonly van: string;
  /** From the house to the van, so that the dots stand still and the van eats them. */
  readonly way: string;
  readonly trail: string;
}

/** What is looked at. */
export interface View {
  readonly ground: Ground;
  /** How far along the line the van is drawn. */
  readonly along: number;
  readonly camera: Camera;
  readonly size: Size;
  /** What the chip says: names keep clear of it. */
  readonly chip?: string | undefined;
}

/** Where a van that stands at the house is drawn: nobody sends its position any more. */
export const PARKED: Point = [17, 46];
/** Degrees from north. */
export const PARKED_HEADING = -28;
const HOME: Point = [0, 0];
/** From the middle of the house to the middle of a van that does not touch it, in pixels. */
const CLEAR_OF_HOUSE = 47;

/** The camera for a van so far along its line: it and all that lies ahead of it. */
export const cameraFor = (ground: Ground, along: number, size: Size): Camera =>
  frameAll(ground.van === 'moving' ? [HOME, ...ahead(ground.line, along)] : [HOME], size);

/** Draws what is in view; names come from `labelsOf`. @param heading where the van looks, degrees from north */
export function draw({ ground, along, camera, size }: View, heading = headingAt(ground, along)): Scene {
  const put = onPicture(camera, size);
  const home = put(HOME);
  const moving = ground.van === 'moving';
  const van = vanOn({ ground, along, camera, size });
  return {
    thickness: Math.round(Math.min(1, Math.max(0.3, (camera.scale / 0.22) ** 0.7)) * 100) / 100,
    home: `translate(${home.map(short)})`,
    van: `translate(${van.map(short)})rotate(${short(moving ? heading : PARKED_HEADING)})`,
    way: ground.hasRoute ? pathData([...ahead(ground.line, along).map(put).reverse()]) : '',
    trail: moving ? pathData(behind(ground.line, along).map(put)) : '',
  };
}

/** The transform that lays a sketch of so many metres a side under the picture. */
export function sketchTransform(side: number, camera: Camera, size: Size): string {
  const [x, y] = onPicture(camera, size)([-side / 2, -side / 2]);
  const scale = (side / GRID) * camera.scale;
  return `matrix(${[scale.toFixed(4), 0, 0, scale.toFixed(4), short(x), short(y)]})`;
}

/** The way ahead tells where a van looks; without one, the receiver. */
export const headingAt = ({ line, hasRoute, heading }: Ground, along: number): number =>
  hasRoute || heading === undefined ? at(line, along + 3).heading : heading;

const move = (point: Point, by: Point): Point => [point[0] + by[0], point[1] + by[1]];

/** Where the van is drawn on the picture; none covers the house it comes to. */
export function vanOn({ ground, along, camera, size }: View): Point {
  const put = onPicture(camera, size);
  const home = put(HOME);
  return ground.van === 'moving' ? besideHouse(home, put(at(ground.line, along).point)) : move(home, PARKED);
}

/** Where a van would cover the house it is moved away from it, in the direction from which it comes. */
export function besideHouse(home: Point, van: Point): Point {
  const away = distance(home, van);
  if (away >= CLEAR_OF_HOUSE) return van;
  const [x, y] = away > 1 ? [van[0] - home[0], van[1] - home[1]] : PARKED;
  const share = CLEAR_OF_HOUSE / Math.hypot(x, y);
  return move(home, [x * share, y * share]);
}

const behind = (line: Line, along: number): Point[] => [
  ...line.points.filter((_, index) => (line.along[index] ?? 0) < along),
  at(line, along).point,
];

/**
 * The smallest picture, before any script knows better: on a larger one everything only moves apart, so that names
 * stay clear of each other.
 */
export const SERVED_SIZE: Size = [320, 300];

/** The names for which there is room. */
export function labelsOf(view: View, names: Sketch['names'], side: number): Label[] {
  const { ground, along, camera, size } = view;
  const put = onPicture(camera, size);
  const way = wayOnPicture(view);
  const { scale } = camera;
  const passed = along - ground.fix;
  const stretches = ground.names.map(({ name, meters }, index) => ({
    name,
    from: Math.max(0, (meters - passed) * scale),
    to: ((ground.names[index + 1]?.meters ?? ground.line.length - ground.fix) - passed) * scale,
  }));
  const unit = side / GRID;
  return placeLabels(
    size,
    obstaclesOf(view),
    way && { line: way, stretches },
    names.map(([name, ...spots]) => ({
      name,
      spots: spots.map(
        ([x, y, slope]) => [put([(x - GRID / 2) * unit, (y - GRID / 2) * unit]), slope] as const,
      ),
    })),
  );
}

/** What no name may lie on: house, van, the way, and what is in the corners. */
function obstaclesOf(view: View): Obstacle[] {
  const { ground, camera, size, chip } = view;
  const way = wayOnPicture(view);
  return [
    [onPicture(camera, size)(HOME), 24],
    ...(ground.van === 'none' ? [] : [[vanOn(view), 28] as Obstacle]),
    ...corners(size, chip),
    ...(way ? dotted(way) : []),
  ];
}

const wayOnPicture = ({ ground, along, camera, size }: View): Line | undefined =>
  ground.hasRoute ? measured(ahead(ground.line, along).map(onPicture(camera, size))) : undefined;

/** The chip lies over a lower corner, as long as its words; the button over the other, the credit over an upper one. */
function corners([width, height]: Size, chip = ''): Obstacle[] {
  const chipEnd = Math.min(width - 90, 34 + 7.4 * chip.length);
  const steps = chip ? Math.ceil(chipEnd / 30) + 1 : 0;
  return [
    ...Array.from(
      { length: steps },
      (_, index): Obstacle => [[28 + (index * chipEnd) / steps, height - 56], 20],
    ),
    [[width - 36, height - 56], 24],
    ...[30, 60, 90].map((x): Obstacle => [[width - x, 14], 10]),
  ];
}

/** A name may come as near as its own height to the line it does not belong to. */
const dotted = (line: Line): Obstacle[] =>
  Array.from({ length: Math.ceil(line.length / 10) + 1 }, (_, index) => [
    at(line, Math.min(line.length, index * 10)).point,
    7,
  ]);

/** What lies ahead of the newest fix, in metres around the house. */
export const wayOf = (ground: Ground): Point[] =>
  ground.van === 'moving' ? ahead(ground.line, ground.fix) : [];

/** The square of streets that what may be seen now asks for. */
export const sideOf = (ground: Ground): number => sideFor([HOME, ...wayOf(ground)]);
