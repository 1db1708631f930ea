import type { Point } from './plane.ts';

/** A name and the places where it could be written: x and y on the grid, and the slope in degrees. */
export type StreetName = readonly [name: string, ...spots: (readonly [number, number, number])[]];

/** The streets around a house as SVG path data on a grid; the house is in its middle. */
export interface Sketch {
  /** Of the square, in metres. */
  readonly side: number;
  readonly parks: string;
  readonly water: string;
  readonly streets: string;
  readonly mains: string;
  readonly rail: string;
  readonly names: readonly StreetName[];
  /** Whose map it is. */
  readonly credit?: string;
}

/** Steps of the grid along each side of the square. */
export const GRID = 1024;

/**
 * The squares that are drawn, by their sides in metres. Which of them a page gets depends on the address and the
 * position it may show anyway: the streets give nothing away.
 */
export const SIDES = [2400, 6000, 14_000, 32_000] as const;

/** The smallest square in which all of these points have some room around them. */
export function sideFor(points: readonly Point[]): number {
  const reach = Math.max(...points.flatMap(([x, y]) => [Math.abs(x), Math.abs(y)]));
  return SIDES.find((side) => reach * 2.5 < side) ?? SIDES[3];
}
