import type { Point } from './plane.ts';
import { SIDES } from './sketch.ts';

/** What is looked at: the point in the middle, and how many pixels a metre is. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Width and height of the picture in pixels. */
export type Size = readonly [width: number, height: number];

/** Room for van, chips and the sheet that covers the lower edge. */
const PADDING = { top: 50, side: 46, bottom: 94 } as const;
/** A house alone is shown with the blocks around it; nothing is shown nearer than the other. */
const HOME_SCALE = 0.34;
const NEAREST_SCALE = 0.55;
/** Streets are known this far, in metres: a large picture of a short way looks at no more. */
const MOST_AT_ONCE = 0.9 * SIDES[0];

/** The camera that shows all of these points, the house alone with its neighbourhood. */
export function frameAll(points: readonly Point[], [width, height]: Size): Camera {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [north, south] = [Math.min(...ys), Math.max(...ys)];
  const room = [width - 2 * PADDING.side, height - PADDING.top - PADDING.bottom] as const;
  const wanted = Math.min(room[0] / (east - west || 1), room[1] / (south - north || 1));
  const least = Math.max(width, height) / MOST_AT_ONCE;
  const scale =
    points.length > 1 ? Math.min(Math.max(NEAREST_SCALE, least), wanted) : Math.max(HOME_SCALE, least);
  // The sheet and the fade cover unequal parts: the middle of what stays free is not the middle of the picture.
  const down = (PADDING.bottom - PADDING.top) / 2 / scale;
  return { x: (west + east) / 2, y: (north + south) / 2 + down, scale };
}

/** Where a point of the map is on the picture. */
export const onPicture =
  ({ x, y, scale }: Camera, [width, height]: Size) =>
  (point: Point): Point => [(point[0] - x) * scale + width / 2, (point[1] - y) * scale + height / 2];

/** A step of so many seconds from one camera towards another: quick at first, then ever slower. */
export function ease(from: Camera, to: Camera, seconds: number): Camera {
  const share = 1 - Math.exp(-1.2 * seconds);
  const mix = (a: number, b: number) => a + (b - a) * share;
  return { x: mix(from.x, to.x), y: mix(from.y, to.y), scale: mix(from.scale, to.scale) };
}

/** Is one camera's picture so much larger or smaller than the other's that it wants to be drawn anew? */
export const isAnother = ({ scale }: Camera, other: Camera): boolean =>
  Math.abs(Math.log2(scale / other.scale)) > 0.7;

/** Is there still a way to go for the eye? */
export const hasMoved = (from: Camera, to: Camera): boolean =>
  Math.hypot(from.x - to.x, from.y - to.y) * to.scale > 0.5 || Math.abs(from.scale / to.scale - 1) > 0.002;
