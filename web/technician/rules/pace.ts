import type { Visit } from './visit.ts';

/** How often the phone is asked where it is, and how often that is sent; in seconds. */
export interface Pace {
  /** Between two fixes that are kept. */
  readonly keep: number;
  /** Between two batches. */
  readonly send: number;
  /** The receiver stays on; otherwise it is asked once for each fix, and rests. */
  readonly watches: boolean;
}

/** What the pace depends on. */
export interface Going {
  readonly status: 'driving' | 'on-site' | 'between';
  /** To the door of the visit, as the crow flies. */
  readonly metersToGo?: number | undefined;
  /** Metres a second. */
  readonly speed?: number | undefined;
  /** Below a fifth, and not charging. */
  readonly lowBattery: boolean;
}

const NEAR_METERS = 2000;
/** Whoever is there in less than this is near, however far the door is. */
const NEAR_SECONDS = 180;

const NEAR: Pace = { keep: 3, send: 10, watches: true };
/** A receiver that watches wakes the page every second, whatever is kept of it. */
const FAR: Pace = { keep: 10, send: 30, watches: false };
const SPARING: Pace = { keep: 30, send: 30, watches: false };
/** On site and between two visits: often enough that leaving is noticed within a minute. */
const WAITING: Pace = { keep: 60, send: 60, watches: false };

/**
 * Near the door every few metres decide on an arrival, and the customer watches; far from it a van that moves twice a
 * minute is live; whoever stands is asked once a minute whether that is still so.
 */
export function paceFor({ status, metersToGo, speed = 0, lowBattery }: Going): Pace {
  if (status !== 'driving') return speed > 3 ? SPARING : WAITING;
  if (lowBattery) return SPARING;
  const isNear = metersToGo !== undefined && (metersToGo < NEAR_METERS || metersToGo < speed * NEAR_SECONDS);
  return isNear || metersToGo === undefined ? NEAR : FAR;
}

/** So long after its batch was taken, a position still counts as shared; seconds. */
export const freshFor = ({ send }: Pace): number => Math.max(30, 2 * send);

/** A fix as it waits to be sent; metres, m/s, degrees, percent. */
export interface Fix {
  readonly at: string;
  readonly lat: number;
  readonly lng: number;
  readonly accuracy: number;
  readonly speed?: number;
  readonly heading?: number;
  readonly battery?: number;
}

/** Is a fix news after the last one that was kept? Whoever has gone a good way did not wait for the clock. */
export function isNews(fix: Fix, last: Fix | undefined, pace: Pace): boolean {
  if (!last) return true;
  const seconds = (Date.parse(fix.at) - Date.parse(last.at)) / 1000;
  // Timers and receivers are not punctual: a fix that comes a moment early is the one that was due.
  if (seconds >= 0.9 * pace.keep) return true;
  return seconds >= 1 && metersBetween(fix, last) > Math.max(100, fix.accuracy + last.accuracy);
}

/** Within this of the door the service may mark an arrival at any moment; metres. */
const AT_THE_DOOR = 300;

/** Farther than this from the door, metres, somebody who was there has left, whatever was made of it so far. */
const AWAY = 150;
/** So long after an arrival, and after a leaving, something may come of it; milliseconds. */
const STILL_HAPPENS = 60_000;
/** Whoever has completed a visit leaves the site in this time, or starts the next one by hand; milliseconds. */
const LEAVES_WITHIN = 15 * 60_000;

type Read = Pick<
  Visit,
  | 'status'
  | 'eta'
  | 'enRouteAt'
  | 'arrivedAt'
  | 'undoableUntil'
  | 'arrivalToldAt'
  | 'completedAt'
  | 'leftAt'
  | 'address'
>;
type Place = Pick<Fix, 'lat' | 'lng'>;

/**
 * How long what the service said of the day is good for; milliseconds. On the road the customer's arrival time is worth
 * more: who has just set off waits for the first one, and who is at the door for the arrival. Who is there waits for the
 * customer to be told, and who leaves for the next visit to begin.
 * @param now epoch ms
 */
export function readAfter(visits: readonly Read[], fix: Place | undefined, now: number): number {
  const since = (at: string | undefined) => now - Date.parse(at ?? '');
  const drive = visits.find(({ status }) => status === 'en_route');
  if (drive) {
    if (!drive.eta && since(drive.enRouteAt) < STILL_HAPPENS) return 5000;
    return metersFrom(drive, fix) < AT_THE_DOOR ? 10_000 : 20_000;
  }
  const isBeingTold = ({ status, undoableUntil, arrivalToldAt, arrivedAt }: Read) =>
    status === 'arrived' && undoableUntil && !arrivalToldAt && since(arrivedAt) < STILL_HAPPENS;
  if (visits.some(isBeingTold)) return 5000;
  const isBeingLeft = (visit: Read) =>
    (visit.status === 'arrived' || since(visit.completedAt) < LEAVES_WITHIN) &&
    (!visit.leftAt || since(visit.leftAt) < STILL_HAPPENS) &&
    metersFrom(visit, fix) > AWAY;
  return visits.some(isBeingLeft) ? 10_000 : 60_000;
}

/** Not a number where either is not known: then it is neither near nor far. */
function metersFrom({ address: { lat, lng } }: Pick<Visit, 'address'>, fix: Place | undefined): number {
  return fix && lat !== undefined && lng !== undefined ? metersBetween(fix, { lat, lng }) : Number.NaN;
}

const DEGREE = 111_195;

/** Metres between two places that are not far apart. */
export function metersBetween(
  a: { readonly lat: number; readonly lng: number },
  b: { readonly lat: number; readonly lng: number },
): number {
  const east = (a.lng - b.lng) * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(a.lat - b.lat, east) * DEGREE;
}

/**
 * How long to wait after so many failures in a row; milliseconds. Doubles from two seconds to a minute, and nobody
 * waits as long as the others: phones that lost the same mast do not come back all at once.
 * @param chance 0 to 1
 */
export function waitAfter(failures: number, chance: number): number {
  const longest = Math.min(60_000, 1000 * 2 ** failures);
  return Math.round(longest * (0.5 + chance / 2));
}
