import type { Point } from '../drawing/plane.ts';

/** What is drawn, the more important kinds of streets first. */
export type Kind = 'main' | 'street' | 'rail' | 'park' | 'water';

/** Something on the map around a house; in metres east and south of it. */
export interface Feature {
  readonly kind: Kind;
  readonly name?: string;
  /** Lines, or the rings of an area. */
  readonly lines: readonly (readonly Point[])[];
}
