import { MINUTE, SECOND } from '../kernel/time.ts';
import type { Fix, LatLng } from './fix.ts';
import { distanceMeters, toLatLng } from './geometry.ts';
import { type Pace, paceFactor, paceOnRoute } from './pace.ts';
import { isFollowable, type MeasuredRoute, metersLeft, secondsAt, wholeSeconds } from './route.ts';

/** When the van will be there, as far as can be said. */
export interface Estimate {
  /** Epoch ms. */
  readonly arrivesAt: number;
  /** Epoch ms: what `arrivesAt` slides towards, so that nobody sees it leap. */
  readonly aim: number;
  /** How far ahead the aim looked when it was foretold, ms: its uncertainty grows with it. */
  readonly horizon: number;
  /** Metres still to drive. */
  readonly meters: number;
  /** Epoch ms of the fix it rests on. */
  readonly asOf: number;
}

/** With a new route the arrival time moves no further than this at once; the rest it slides. */
const LEAP = MINUTE;

/** How far on its route the van is, or how far off it. */
export interface Whereabouts {
  readonly along: number;
  readonly offRoute: boolean;
  /** Epoch ms until which it stood at the start of the route. */
  readonly leftAt?: number | undefined;
}

/** What an arrival time is estimated from. */
export interface Progress {
  readonly route: MeasuredRoute;
  readonly whereabouts: Whereabouts;
  /** How the drive has gone on the routes before this one. */
  readonly pace: Pace;
  /** Whether the route was not yet there for the estimate before. */
  readonly isNew: boolean;
}

/**
 * The arrival time by the progress along the route: what the route's own timing says is left from here, stretched by
 * how the drive has gone so far. Where the van cannot be found on the route, what was foretold last stands until
 * Routes has answered again.
 * @param before the estimate before, which the new one may not leave by a jump
 */
export function estimateArrival(
  progress: Progress,
  fix: Fix,
  site: LatLng,
  before: Estimate | undefined,
): Estimate {
  const { route, whereabouts, isNew } = progress;
  const followed = canBeFollowed(progress);
  const { aim, horizon } = foretell(progress, followed, fix, before);
  const soonest = followed ? fix.at : soonestBy(route, fix, site);
  const goal = Math.max(aim, soonest);
  return {
    arrivesAt: Math.max(before ? slide(before, goal, fix.at, isNew) : goal, fix.at),
    aim,
    horizon,
    meters: Math.round(followed ? metersLeft(route, whereabouts.along) : metersBy(route, fix, site)),
    asOf: fix.at,
  };
}

const canBeFollowed = ({ route, whereabouts }: Progress): boolean =>
  !whereabouts.offRoute && isFollowable(route);

type Foretold = Pick<Estimate, 'aim' | 'horizon'>;

function foretell(progress: Progress, followed: boolean, fix: Fix, before: Estimate | undefined): Foretold {
  if (before && !followed && !progress.isNew) return before;
  const horizon = secondsLeft(progress, fix.at) * SECOND;
  const foretold = { aim: fix.at + horizon, horizon };
  return before && !isFollowable(progress.route) ? mean(before, foretold) : foretold;
}

/** @param at epoch ms */
function secondsLeft({ route, whereabouts, pace, isNew }: Progress, at: number): number {
  const left = Math.max(0, wholeSeconds(route) - secondsAt(route, whereabouts.along));
  return left * paceFactor(isNew ? pace : paceOnRoute(pace, route, { ...whereabouts, at }));
}

/**
 * Two answers about the same drive that could not be checked on the way: their mean, each weighed by the inverse
 * square of the time it looked ahead, as the standard deviation of a travel time grows with its length.
 */
function mean(a: Foretold, b: Foretold): Foretold {
  const [p, q] = [1 / Math.max(1, a.horizon) ** 2, 1 / Math.max(1, b.horizon) ** 2];
  return { aim: (a.aim * p + b.aim * q) / (p + q), horizon: 1 / Math.sqrt(p + q) };
}

/** No sooner than by the straight way at the route's average pace. */
const soonestBy = (route: MeasuredRoute, from: Fix, site: LatLng): number =>
  from.at + (distanceMeters(from, site) / Math.max(1, route.meters)) * wholeSeconds(route) * SECOND;

/** The route's metres, less in the measure in which the site has come nearer by the straight way. */
function metersBy(route: MeasuredRoute, from: Fix, site: LatLng): number {
  const whole = distanceMeters(toLatLng(route.line[0] ?? [site.lng, site.lat]), site);
  const left = distanceMeters(from, site);
  return Math.max(left, whole > 0 ? (left / whole) * route.meters : 0);
}

/** Towards the aim, by no more than the time that has passed; a new route may move it by a leap at once. */
function slide(before: Estimate, aim: number, at: number, isNew: boolean): number {
  const passed = Math.max(0, at - before.asOf);
  const reach = isNew ? Math.max(LEAP, passed) : passed;
  return Math.min(before.arrivesAt + reach, Math.max(before.arrivesAt - reach, aim));
}
