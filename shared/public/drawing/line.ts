import { distance, type Point } from './plane.ts';

/** A line that can be measured along; distances in its own unit. */
export interface Line {
  readonly points: readonly Point[];
  /** From the start to each point. */
  readonly along: readonly number[];
  readonly length: number;
}

export function measured(points: readonly Point[]): Line {
  let length = 0;
  const along = points.map((point, index) => {
    length += distance(points[index - 1] ?? point, point);
    return length;
  });
  return { points, along, length };
}

/** The point so far along, and the direction there in degrees clockwise from up. */
export function at({ points, along }: Line, distanceAlong: number): { point: Point; heading: number } {
  const after = along.findIndex((meters, index) => index > 0 && meters >= distanceAlong);
  const index = after < 0 ? Math.max(1, points.length - 1) : after;
  const [from, to] = [points[index - 1] as Point, (points[index] ?? points[index - 1]) as Point];
  const [start, end] = [along[index - 1] ?? 0, along[index] ?? 0];
  const share = end > start ? Math.min(1, Math.max(0, (distanceAlong - start) / (end - start))) : 0;
  return {
    point: [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share],
    heading: headingOf(from, to),
  };
}

/** Degrees clockwise from up. */
export const headingOf = (from: Point, to: Point): number =>
  (Math.atan2(to[0] - from[0], from[1] - to[1]) * 180) / Math.PI;

/** The points from so far along to the end. */
export const ahead = (line: Line, distanceAlong: number): Point[] => [
  at(line, distanceAlong).point,
  ...line.points.filter((_, index) => (line.along[index] ?? 0) > distanceAlong),
];

/** Where on the line the place nearest to a point is, and how far off it. */
export function nearest({ points, along }: Line, point: Point): { along: number; off: number } {
  let best = { along: 0, off: Number.POSITIVE_INFINITY };
  points.slice(1).forEach((to, index) => {
    const from = points[index] as Point;
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const share = ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / (dx * dx + dy * dy || 1);
    const kept = Math.min(1, Math.max(0, share));
    const off = distance(point, [from[0] + dx * kept, from[1] + dy * kept]);
    if (off < best.off) best = { along: (along[index] ?? 0) + Math.hypot(dx, dy) * kept, off };
  });
  return best;
}
