import { MINUTE, SECOND } from '../kernel/time.ts';
import type { Fix, LatLng } from './fix.ts';
import { distanceMeters } from './geometry.ts';
import { type MeasuredRoute, metersLeft, secondsAt } from './route.ts';

/** When the van will be there, as far as can be said. */
export interface Estimate {
  /** Epoch ms. */
  readonly arrivesAt: number;
  /** Metres still to drive. */
  readonly meters: number;
  /** Epoch ms of the fix it rests on. */
  readonly asOf: number;
}

/** With a new route the arrival time moves no further than this at once, or than the time that has passed. */
const LEAP = MINUTE;
/** Between routes it slides: by so many times the time that has passed, and never further than by a leap. */
const SLIDE = 2;
/** What a fix off the route says by the straight way is no promise of being early: a road may lead past the site. */
const SLIDE_EARLIER_OFF_ROUTE = 0.5;
/** Streets are that much longer than the straight way, in towns laid out by blocks and by cows alike. */
const DETOUR = 1.35;

/** How far on its route the van is, or how far off it. */
export interface Whereabouts {
  readonly along: number;
  readonly offRoute: boolean;
}

/**
 * The arrival time by the progress along the route: what the route's own timing says is left from here. Off the
 * route, by the straight way at the route's average pace.
 * @param before the estimate before, which the new one may not leave by a jump
 * @param isNew whether the route was not yet there for the estimate before
 */
export function estimateArrival(
  route: MeasuredRoute,
  whereabouts: Whereabouts,
  fix: Fix,
  site: LatLng,
  before: Estimate | undefined,
  isNew = false,
): Estimate {
  const { offRoute, along } = whereabouts;
  const left = offRoute ? straight(route, fix, site) : onRoute(route, along);
  const passed = fix.at - (before?.asOf ?? fix.at);
  const arrivesAt = steady(fix.at + left.seconds * SECOND, before, mostMoved(passed, offRoute, isNew));
  return { arrivesAt: Math.max(arrivesAt, fix.at), meters: Math.round(left.meters), asOf: fix.at };
}

const onRoute = (route: MeasuredRoute, along: number) => ({
  seconds: Math.max(0, (route.seconds.at(-1) ?? 0) - secondsAt(route, along)),
  meters: metersLeft(route, along),
});

function straight(route: MeasuredRoute, from: LatLng, site: LatLng) {
  const meters = DETOUR * distanceMeters(from, site);
  return { seconds: (meters / Math.max(1, route.meters)) * (route.seconds.at(-1) ?? 0), meters };
}

/** How far the arrival time may move from one fix to the next, in ms. */
interface Reach {
  readonly earlier: number;
  readonly later: number;
}

/** Standing still costs as much time as passes: no reach is shorter than that. */
function mostMoved(passed: number, offRoute: boolean, isNew: boolean): Reach {
  const later = Math.max(passed, isNew ? LEAP : Math.min(LEAP, SLIDE * passed));
  return { later, earlier: offRoute && !isNew ? SLIDE_EARLIER_OFF_ROUTE * passed : later };
}

const steady = (arrivesAt: number, before: Estimate | undefined, { earlier, later }: Reach): number =>
  before ? Math.min(before.arrivesAt + later, Math.max(before.arrivesAt - earlier, arrivesAt)) : arrivesAt;

/** What has been asked of Amazon Location Routes on this drive. */
export interface Asks {
  readonly answered: number;
  /** Epoch ms, our clock, of the first and the newest ask. */
  readonly firstAt?: number;
  readonly lastAt?: number;
  readonly failed?: boolean;
}

const SPACING = MINUTE;
const SPACING_AFTER_FAILURE = 30 * SECOND;
const DRIFT_SECONDS = 90;
/** While somebody watches, traffic is asked about again after this long. */
const OLD_ROUTE = 5 * MINUTE;
/** Two at once and one more for every so long on the road: four in a drive of 20 minutes. */
const AT_ONCE = 2;
const ONE_MORE_EACH = 8 * MINUTE;
/** So near, an answer would come too late to matter. */
const NEARLY_THERE_METERS = 300;

/**
 * Is it time to ask for a route? At first; when the drive runs over 90 s ahead of or behind the route's own
 * timing; when the van has left it; and when it has grown old and somebody watches.
 * @param watched whether somebody watches
 */
export function routeWanted(
  route: MeasuredRoute | undefined,
  whereabouts: Whereabouts,
  fix: Fix,
  site: LatLng,
  asks: Asks,
  now: number,
  watched: boolean,
): boolean {
  const since = now - (asks.lastAt ?? Number.NEGATIVE_INFINITY);
  if (since < (asks.failed ? SPACING_AFTER_FAILURE : SPACING)) return false;
  if (asks.answered >= AT_ONCE + Math.floor((now - (asks.firstAt ?? now)) / ONE_MORE_EACH)) return false;
  if (!route) return true;
  if (distanceMeters(fix, site) < NEARLY_THERE_METERS) return false;
  if (whereabouts.offRoute || Math.abs(drift(route, whereabouts.along, fix)) > DRIFT_SECONDS) return true;
  return watched && since >= OLD_ROUTE;
}

/** Seconds behind the route's own timing; negative when ahead. */
const drift = (route: MeasuredRoute, along: number, fix: Fix): number =>
  (fix.at - route.startedAt) / SECOND - secondsAt(route, along);
