import type { Drive } from '../drives/drive.ts';
import { MINUTE, SECOND } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import type { ArrivalEvidence } from '../visits/visit.ts';
import type { Fix, LatLng } from './fix.ts';
import { distanceMeters, nearestBetween } from './geometry.ts';
import { type Spot, spotWith, uncertainty } from './spot.ts';
import { isFresh, isTrustworthy } from './trust.ts';

export type Site = NonNullable<Drive['site']>;
export type Goal = Site & { readonly mustLeaveFirst?: boolean };

/** The present, unbroken time inside the circle. */
interface Stay {
  /** Epoch ms of its first fix. */
  readonly since: number;
  readonly from: LatLng;
  readonly fixes: number;
}

/** The fix at which our own rule held for the first time. */
export interface Confirmed {
  readonly rule: ArrivalEvidence['rule'];
  /** Epoch ms of the fix. */
  readonly at: number;
  readonly meters: number;
  readonly accuracy?: number;
  readonly speed?: number;
  /** Epoch ms of the last fix outside before: Amazon Location's ENTER must be younger to be about this. */
  readonly outsideAt?: number;
}

/** What is known of a van's coming to its site; all that deciding an arrival needs. */
export interface Approach {
  /** The newest trustworthy fix. */
  readonly last?: Fix;
  /** Where that is. */
  readonly spot?: Spot;
  /** Epoch ms of the newest trustworthy fix outside. */
  readonly outsideAt?: number;
  /** True once the van was surely outside: what an undone arrival waits for. */
  readonly left?: boolean;
  readonly stay?: Stay;
  readonly confirmed?: Confirmed;
}

/** Walking pace at most: parking, looking for the number. */
const SLOW_MPS = 4;
/** Inside for so long is an arrival too, unless the van is plainly driving through a large circle. */
const STAY_MS = 20 * SECOND;
const DRIVING_THROUGH_MPS = 8;
/** A fix that is off by more than so many of its errors is one of a hundred: the van has left indeed. */
const SURELY = 2;
/** Who has stood at the rim for so long has come to it. */
const AT_THE_RIM_MS = 5 * MINUTE;
/** Between fixes further apart than this nothing is known of the way between. */
const SPARSE_MS = 5 * MINUTE;

/**
 * Takes one more fix into account, in the order of their times; what is not newer or not trustworthy changes
 * nothing. The rule: slow inside, or inside for 20 s, or the circle crossed slowly between two sparse fixes. Inside
 * and outside are told by where the van is, not by where its receiver wanders while it stands.
 */
export function observe(approach: Approach, fix: Fix, goal: Goal): Approach {
  if ((approach.last && fix.at <= approach.last.at) || !isTrustworthy(fix, goal.radiusMeters))
    return approach;
  const spot = spotWith(approach.spot, fix);
  const meters = distanceMeters(spot, goal);
  const seen: Approach = {
    ...without(approach, 'stay', 'confirmed'),
    last: fix,
    spot,
    // Amazon Location sees the fix, not the spot.
    ...(distanceMeters(fix, goal) > goal.radiusMeters && { outsideAt: fix.at }),
    ...(meters > goal.radiusMeters + SURELY * spot.error && { left: true }),
  };
  const isIn = meters <= goal.radiusMeters + edge(approach, spot, fix);
  if (isIn && goal.mustLeaveFirst && !approach.left) return seen;
  const stay = isIn ? stayWith(approach.stay, fix) : undefined;
  const confirmed =
    knownStill(approach, fix) ??
    (stay ? confirmedInside(approach, stay, fix, meters) : crossing(approach, spot, fix, goal));
  return { ...seen, ...(stay && { stay }), ...(confirmed && { confirmed }) };
}

/**
 * The edge is as wide as the van's place is uncertain: to be inside takes going beyond it, and to be outside too.
 * Who stands on it comes inside in time.
 */
function edge({ stay }: Approach, spot: Spot, { at }: Fix): number {
  const half = uncertainty(spot, at) / 2;
  return stay || at - spot.since >= AT_THE_RIM_MS ? half : -half;
}

const stayWith = (stay: Stay | undefined, fix: Fix): Stay =>
  stay
    ? { ...stay, fixes: stay.fixes + 1 }
    : { since: fix.at, from: { lat: fix.lat, lng: fix.lng }, fixes: 1 };

/** What was confirmed some time before another stay is no news of this one. */
const knownStill = ({ stay, confirmed }: Approach, fix: Fix): Confirmed | undefined =>
  confirmed && (stay || isFresh(confirmed.at, fix.at)) ? confirmed : undefined;

function confirmedInside(approach: Approach, stay: Stay, fix: Fix, meters: number): Confirmed | undefined {
  if (fix.accuracy === undefined && stay.fixes < 2) return undefined;
  const speed = fix.speed ?? impliedSpeed(approach.last, fix);
  if (speed !== undefined && speed <= SLOW_MPS)
    return confirm('slow', fix, meters, approach.outsideAt, speed);
  if (fix.at - stay.since < STAY_MS) return undefined;
  const overall = impliedSpeed({ ...stay.from, at: stay.since }, fix) ?? 0;
  const pace = Math.min(speed ?? overall, overall);
  return pace <= DRIVING_THROUGH_MPS ? confirm('dwell', fix, meters, approach.outsideAt, pace) : undefined;
}

/** Outside now, but the straight way from another spot leads through the circle, and it was a slow way. */
function crossing(approach: Approach, spot: Spot, fix: Fix, goal: Goal): Confirmed | undefined {
  const { last, spot: from, left } = approach;
  if (!last || !from || spot.since === from.since || (goal.mustLeaveFirst && !left)) return undefined;
  const speed = impliedSpeed(last, fix);
  if (distanceMeters(spot, goal) <= goal.radiusMeters || speed === undefined || speed > SLOW_MPS)
    return undefined;
  const meters = nearestBetween(from, spot, goal);
  const inside = goal.radiusMeters - (from.error + spot.error) / 4;
  return meters <= inside ? confirm('crossed', fix, meters, undefined, speed) : undefined;
}

function confirm(
  rule: Confirmed['rule'],
  fix: Fix,
  meters: number,
  outsideAt: number | undefined,
  speed: number,
): Confirmed {
  return {
    rule,
    at: fix.at,
    meters,
    speed,
    ...(fix.accuracy !== undefined && { accuracy: fix.accuracy }),
    ...(outsideAt !== undefined && { outsideAt }),
  };
}

/** m/s, from where the van was and when; unknown when that is too long ago. */
function impliedSpeed(from: (LatLng & { readonly at: number }) | undefined, to: Fix): number | undefined {
  if (!from || to.at - from.at > SPARSE_MS) return undefined;
  return distanceMeters(from, to) / Math.max(1, (to.at - from.at) / SECOND);
}
