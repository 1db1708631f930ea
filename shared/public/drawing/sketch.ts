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
