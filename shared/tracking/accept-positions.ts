import { MINUTE } from '../kernel/time.ts';
import type { Fix, Source } from './fix.ts';

export interface Rejection {
  readonly index: number;
  readonly reason: string;
}

/** What was wrong with a fix, coarsely. */
export type RefusalKind = 'shape' | 'time' | 'future' | 'place' | 'number';

export interface Accepted {
  /** In the order of their times, one per time. */
  readonly fixes: readonly Fix[];
  /** How many were good, repeated ones included. */
  readonly accepted: number;
  readonly rejected: readonly Rejection[];
  /** What was wrong with each of the rejected. */
  readonly refusals: readonly RefusalKind[];
}

/** How far ahead a phone's clock may be; such a fix counts as of now. */
const CLOCK_TOLERANCE = 2 * MINUTE;

/** Half the Earth's girth, and three times the speed of sound: beyond, a phone knows nothing. */
const COARSEST_METERS = 20_000_000;
const FASTEST_MPS = 1000;

const INSTANT =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/**
 * Judges each reported fix alone: the good ones count, each bad one is named.
 * @param now epoch ms
 * @param source what reports; our own app when absent
 */
export function acceptPositions(positions: readonly unknown[], now: number, source?: Source): Accepted {
  const good: Fix[] = [];
  const rejected: Rejection[] = [];
  const refusals: RefusalKind[] = [];
  positions.forEach((position, index) => {
    const judged = judge(position, now, source);
    if ('refused' in judged) {
      rejected.push({ index, reason: judged.reason });
      refusals.push(judged.refused);
    } else good.push(judged);
  });
  return { fixes: onePerTime(good), accepted: good.length, rejected, refusals };
}

const refuse = (refused: RefusalKind, reason: string) => ({ refused, reason });

function judge(position: unknown, now: number, source: Source | undefined): Fix | ReturnType<typeof refuse> {
  if (typeof position !== 'object' || position === null) return refuse('shape', 'Not an object.');
  const { at, lat, lng, accuracy, speed, heading, battery } = position as Record<string, unknown>;
  if (typeof at !== 'string' || !INSTANT.test(at) || !isOnCalendar(at))
    return refuse('time', 'at: not an ISO 8601 instant with offset or Z.');
  const time = Date.parse(at);
  if (Number.isNaN(time)) return refuse('time', 'at: there is no such time.');
  if (time > now + CLOCK_TOLERANCE) return refuse('future', 'at: more than two minutes in the future.');
  if (!within(lat, 90)) return refuse('place', 'lat: not a number from -90 to 90.');
  if (!within(lng, 180)) return refuse('place', 'lng: not a number from -180 to 180.');
  const wrong = notANumber({ accuracy, speed, heading, battery });
  if (wrong) return refuse('number', `${wrong}: not a number.`);
  return {
    at: Math.min(time, now),
    ...(time > now && { said: time }),
    lat,
    lng,
    ...(isNumber(accuracy) && accuracy > 0 && { accuracy: Math.min(accuracy, COARSEST_METERS) }),
    ...(isNumber(speed) && speed >= 0 && speed <= FASTEST_MPS && { speed }),
    ...(isNumber(heading) && heading >= 0 && heading <= 360 && { heading: heading % 360 }),
    ...(isNumber(battery) && battery >= 0 && battery <= 100 && { battery: Math.round(battery) }),
    ...(source !== undefined && { source }),
  };
}

/** `Date.parse` takes February 31 for March 3. */
function isOnCalendar(at: string): boolean {
  const day = Number(at.slice(8, 10));
  return day < 29 || new Date(`${at.slice(0, 10)}T00:00:00Z`).getUTCDate() === day;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const within = (value: unknown, limit: number): value is number =>
  isNumber(value) && Math.abs(value) <= limit;

/** Browsers say null for what they do not know. */
function notANumber(values: Record<string, unknown>): string | undefined {
  for (const name in values) {
    const value = values[name];
    if (value !== undefined && value !== null && !isNumber(value)) return name;
  }
  return undefined;
}

/**
 * The same time twice is the same fix; the one named last stands. Of those that count as of now, it is the newest by
 * the phone's own clock.
 */
function onePerTime(fixes: Fix[]): readonly Fix[] {
  const ordered = fixes.sort((a, b) => (a.said ?? a.at) - (b.said ?? b.at));
  return ordered.filter((fix, index) => fix.at !== ordered[index + 1]?.at);
}
