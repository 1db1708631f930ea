import { epoch, type Instant, instant, MINUTE } from '../kernel/time.ts';

/** Where the van is, as the public may know it. Accuracy in metres, heading in degrees from north. */
export interface LivePosition {
  readonly lat: number;
  readonly lng: number;
  /** Time of the fix. */
  readonly at: Instant;
  readonly heading?: number;
  readonly accuracy?: number;
}

export interface LiveEta {
  readonly arrivesAt: Instant;
  readonly distanceMeters: number;
  readonly computedAt: Instant;
}

/** A line on the map: Google's encoded polyline, precision 5. */
export interface LiveLine {
  readonly polyline: string;
}

/** The way ahead, with the streets along it and how many metres ahead each begins. */
export interface LiveRoute extends LiveLine {
  readonly names?: readonly { readonly name: string; readonly meters: number }[];
}

/**
 * What the public may see of one drive, already filtered: no position and no line where the drive began, the
 * route only ahead of the van, the trail short. Written by nobody but the positions' stream.
 */
export interface LiveItem {
  readonly visitId: string;
  readonly trip: number;
  /** Time of the newest fix that counts, also where its position may not be shown. */
  readonly at?: Instant;
  readonly position?: LivePosition;
  readonly route?: LiveRoute;
  readonly trail?: LiveLine;
  readonly eta?: LiveEta;
  readonly updatedAt: Instant;
}

export interface LiveView {
  readonly position?: LivePosition;
  readonly route?: LiveRoute;
  readonly trail?: LiveLine;
  /** With `earliest` and `latest` when the position it rests on is no longer fresh. */
  readonly eta?: LiveEta & { readonly earliest?: Instant; readonly latest?: Instant };
}

/**
 * An arrival time after somebody on the spot said how late it will be: not before what they said, and as much later at
 * either end.
 */
export function laterBy<E extends NonNullable<LiveView['eta']>>(
  delay: { readonly arrivesAt: Instant } | undefined,
  eta: E,
): E {
  const by = delay ? epoch(delay.arrivesAt) - epoch(eta.arrivesAt) : 0;
  if (by <= 0) return eta;
  const later = (at: Instant) => instant(epoch(at) + by);
  const { arrivesAt, earliest, latest } = eta;
  return {
    ...eta,
    arrivesAt: later(arrivesAt),
    ...(earliest && { earliest: later(earliest) }),
    ...(latest && { latest: later(latest) }),
  };
}

/** Beyond this age of the position the arrival time is a range; beyond the other there is none. */
const RANGE_AFTER = 2 * MINUTE;
const WITHDRAWN_AFTER = 10 * MINUTE;
/** How much sooner than expected a drive may end: lights, an empty road. */
const AHEAD_SHARE = 0.2;

/** The live item as it is honest to show it at `now` (epoch ms). Nothing is extrapolated. */
export function liveView(live: Omit<LiveItem, 'visitId' | 'trip' | 'updatedAt'>, now: number): LiveView {
  const { position, route, trail } = live;
  const eta = etaView(live, now);
  return {
    ...(position && { position }),
    ...(route && { route }),
    ...(trail && { trail }),
    ...(eta && { eta }),
  };
}

function etaView(live: Pick<LiveItem, 'eta' | 'at'>, now: number): LiveView['eta'] {
  const { eta } = live;
  if (!eta) return undefined;
  const age = now - epoch(live.at ?? eta.computedAt);
  if (age > WITHDRAWN_AFTER) return undefined;
  // An arrival is never in the past: an overdue one moves on with the clock, as it does for a van that stands.
  const arrives = Math.max(epoch(eta.arrivesAt), now);
  const shown = { ...eta, arrivesAt: instant(arrives) };
  if (age <= RANGE_AFTER) return shown;
  // Since the last fix the van may have stood all the time, or have been somewhat faster than expected.
  const early = arrives - AHEAD_SHARE * Math.max(0, arrives - epoch(eta.computedAt));
  return {
    ...shown,
    earliest: instant(Math.max(now, Math.floor(early / MINUTE) * MINUTE)),
    latest: instant(Math.ceil((arrives + age) / MINUTE) * MINUTE),
  };
}
