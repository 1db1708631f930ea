import type { Size } from './camera.ts';
import { at, type Line } from './line.ts';
import { distance, type Point } from './plane.ts';

/** A name at its place on the picture; the slope in degrees, never upside down. */
export interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly slope: number;
  /** Along the route: told louder. */
  readonly onRoute?: true;
}

/** Something names must keep away from: its middle and radius in pixels. */
export type Obstacle = readonly [point: Point, radius: number];

/** A stretch of the route along one street, in pixels along the line on the picture. */
export interface NamedStretch {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Wide fonts included: a name is rather left out than cut off. */
const LETTER = { street: 6.6, route: 7.2 } as const;
/** A name's dots: it is tested for room at points so far apart. */
const STEP = 9;
const HALF_HEIGHT = 8;
const BESIDE = 18;
/** More of them, and nearer to each other, only make a picture restless. */
const APART = 16;
const MOST_NAMES = 9;

/**
 * Finds room for names on the picture: first those along the route, then of other streets; who finds none is left
 * out. @param streets candidates in order of importance, each with the places it could have
 */
export function placeLabels(
  size: Size,
  obstacles: readonly Obstacle[],
  route: { readonly line: Line; readonly stretches: readonly NamedStretch[] } | undefined,
  streets: readonly { readonly name: string; readonly spots: readonly (readonly [Point, number])[] }[],
): Label[] {
  const labels: Label[] = [];
  const taken: Obstacle[] = [...obstacles];
  const write = (text: string, [x, y]: Point, slope: number, onRoute: boolean): boolean => {
    const label = { text, x, y, slope: readable(slope), ...(onRoute && { onRoute: true as const }) };
    const room = roomFor(label, taken, size);
    if (!room) return false;
    taken.push(...room);
    labels.push(label);
    return true;
  };
  for (const { name, from, to } of route?.stretches ?? []) {
    if (!name || to - from < 0.8 * name.length * LETTER.route || labels.some(({ text }) => text === name))
      continue;
    route && [0.5, 0.35, 0.65].some((share) => beside(route.line, from + (to - from) * share, name, write));
  }
  for (const { name, spots } of streets) {
    if (labels.length >= MOST_NAMES) break;
    if (labels.some(({ text }) => text === name)) continue;
    spots.some(([point, slope]) => write(name, point, slope, false));
  }
  return labels;
}

type Write = (text: string, point: Point, slope: number, onRoute: boolean) => boolean;

/** On the one side of the line, or on the other. */
function beside(line: Line, along: number, name: string, write: Write): boolean {
  const half = (name.length * LETTER.route) / 2;
  const [a, b] = [at(line, along - half).point, at(line, along + half).point];
  const length = distance(a, b) || 1;
  // Around a corner a straight name would cross the line.
  if (length < 1.8 * half) return false;
  const [dx, dy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  const slope = (Math.atan2(dy, dx) * 180) / Math.PI;
  return [BESIDE, -BESIDE].some((off) =>
    write(name, [(a[0] + b[0]) / 2 + dy * off, (a[1] + b[1]) / 2 - dx * off], slope, true),
  );
}

/** Nobody reads upside down. */
const readable = (slope: number): number => {
  const turned = ((slope % 180) + 180) % 180;
  return turned > 90 ? turned - 180 : turned;
};

/** What a name keeps others away from; undefined where it would be cut off, or come too near to something. */
export function roomFor(
  { text, x, y, slope, onRoute }: Label,
  taken: readonly Obstacle[],
  size: Size,
): Obstacle[] | undefined {
  const dots = dotsOf(text, [x, y], slope, onRoute ?? false);
  const fits = dots.every((dot) => isInside(dot, size) && isFree(dot, taken));
  return fits ? dots.map((dot): Obstacle => [dot, APART]) : undefined;
}

function dotsOf(text: string, [x, y]: Point, slope: number, onRoute: boolean): Point[] {
  const half = (text.length * (onRoute ? LETTER.route : LETTER.street)) / 2;
  const steps = Math.ceil((2 * half) / STEP);
  const [dx, dy] = [Math.cos((slope * Math.PI) / 180), Math.sin((slope * Math.PI) / 180)];
  return Array.from({ length: steps + 1 }, (_, index) => {
    const from = half * ((2 * index) / steps - 1);
    return [x + dx * from, y + dy * from];
  });
}

const isInside = ([x, y]: Point, [width, height]: Size): boolean =>
  x > 8 && x < width - 8 && y > 22 && y < height - 36;

const isFree = (dot: Point, taken: readonly Obstacle[]): boolean =>
  taken.every(([point, radius]) => distance(dot, point) > radius + HALF_HEIGHT);
