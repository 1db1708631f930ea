import { tzOffset } from '@date-fns/tz';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * How far to move a recording so that it begins at `earliest` or later, and at the very time of day it was recorded
 * at: then one clock tells the recording and all that the stack says of it. Milliseconds, whole days but for the
 * hours that daylight saving adds or takes.
 * @param timeZone IANA name
 */
export function shiftToSameTimeOfDay(first: number, earliest: number, timeZone: string): number {
  for (let days = Math.floor((earliest - first) / DAY_MS); ; days += 1) {
    const moved = first + days * DAY_MS;
    const offset = (at: number) => tzOffset(timeZone, new Date(at)) * MINUTE_MS;
    const shift = days * DAY_MS + offset(first) - offset(moved);
    if (first + shift >= earliest) return shift;
  }
}
