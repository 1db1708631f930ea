import { MINUTE, SECOND } from '../kernel/time.ts';
import type { Whereabouts } from './estimate-arrival.ts';
import type { Fix, LatLng } from './fix.ts';
import { distanceMeters } from './geometry.ts';
import { isFollowable, type MeasuredRoute, secondsAt, wholeSeconds } from './route.ts';

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
/** A route whose line cannot be followed has aged when this share of its time is over. */
const AGED_SHARE = 0.25;
/** While somebody watches, traffic is asked about again after this long. */
const OLD_ROUTE = 10 * MINUTE;
/** Two at once, one more for every eight minutes on the road, four in all; in a drive of hours two more an hour. */
const AT_ONCE = 2;
const ONE_MORE_EACH = 8 * MINUTE;
const MOST = 4;
const LONG_DRIVE = 60 * MINUTE;
const ONE_MORE_ON_A_LONG_DRIVE = 30 * MINUTE;
/** So near, an answer would come too late to matter. */
const NEARLY_THERE_METERS = 300;

/**
 * Is it time to ask for a route? At first; when the drive runs over 90 s ahead of or behind the route's own
 * timing; when the van has left it; and when it has grown old and somebody watches.
 * @param now epoch ms
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
  if (asks.answered >= mostAnswers(now - (asks.firstAt ?? now))) return false;
  if (!route) return true;
  if (distanceMeters(fix, site) < NEARLY_THERE_METERS) return false;
  if (watched && since >= OLD_ROUTE) return true;
  if (!isFollowable(route)) return fix.at - route.startedAt >= AGED_SHARE * wholeSeconds(route) * SECOND;
  return whereabouts.offRoute || Math.abs(drift(route, whereabouts.along, fix)) > DRIFT_SECONDS;
}

/** @param driven ms since the first ask */
const mostAnswers = (driven: number): number =>
  Math.min(MOST, AT_ONCE + Math.floor(driven / ONE_MORE_EACH)) +
  Math.max(0, Math.floor((driven - LONG_DRIVE) / ONE_MORE_ON_A_LONG_DRIVE));

/** Seconds behind the route's own timing; negative when ahead. */
const drift = (route: MeasuredRoute, along: number, fix: Fix): number =>
  (fix.at - route.startedAt) / SECOND - secondsAt(route, along);
