import { distance, type Point } from '../town/plane.ts';

/** What hides a phone: no sky over it, no network around it. */
interface Hidden {
  readonly tunnel?: true;
  readonly offline?: true;
}

/** A stretch driven (or walked) straight on, metres a second, or a stop of so many seconds. */
export type Leg = Hidden &
  ({ readonly to: readonly [east: number, north: number]; readonly mps: number } | { readonly wait: number });

/** Where the phone truly is in one second of a drive; metres east and north of the site. */
export interface Moment extends Point, Hidden {
  /** Epoch ms. */
  readonly at: number;
  /** Metres a second. */
  readonly speed: number;
}

const SECOND_MS = 1000;
/** Metres a second squared; a van pulls away and brakes about like that. */
const PULL = 2;
/** What is driven around a corner, metres a second. */
const CORNER_MPS = 6;
/** Legs that lead on within some 25 degrees are one road. */
const STRAIGHT_ON = 0.9;

/** Drives the legs in turn, second by second; it slows down for corners and stops for stops. */
export function driveAlong(from: Point, legs: readonly Leg[], startAt: number): Moment[] {
  const moments: Moment[] = [];
  let here = from;
  let speed = 0;
  const note = (leg: Hidden, place: Point) => {
    const at = startAt + moments.length * SECOND_MS;
    moments.push({
      ...place,
      at,
      speed,
      ...(leg.tunnel && { tunnel: true }),
      ...(leg.offline && { offline: true }),
    });
  };
  legs.forEach((leg, index) => {
    if ('wait' in leg) {
      speed = 0;
      for (let second = 0; second < leg.wait; second++) note(leg, here);
      return;
    }
    const goal = { x: leg.to[0], y: leg.to[1] };
    const atTheEnd = speedAfter(here, leg, legs[index + 1]);
    for (let left = distance(here, goal); left > 0; left = distance(here, goal)) {
      const brake = Math.sqrt(atTheEnd ** 2 + 2 * PULL * left);
      speed = Math.max(0.5, Math.min(speed + PULL, leg.mps, brake));
      const share = Math.min(1, speed / left);
      here = share === 1 ? goal : ahead(here, goal, share);
      note(leg, here);
    }
  });
  return moments;
}

const ahead = (from: Point, to: Point, share: number): Point => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
});

function speedAfter(from: Point, { to, mps }: { to: readonly [number, number]; mps: number }, next?: Leg) {
  if (!next || 'wait' in next) return 0;
  const [dx, dy, ex, ey] = [to[0] - from.x, to[1] - from.y, next.to[0] - to[0], next.to[1] - to[1]];
  const cosine = (dx * ex + dy * ey) / (Math.hypot(dx, dy) * Math.hypot(ex, ey) || 1);
  return Math.min(mps, next.mps, cosine > STRAIGHT_ON ? Number.POSITIVE_INFINITY : CORNER_MPS);
}
