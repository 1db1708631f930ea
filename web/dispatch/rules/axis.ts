import { HOUR } from '../../../shared/kernel/time.ts';
import { clockAt } from '../../../shared/visits/local-day.ts';
import type { Visit } from '../api/types.ts';
import { endOf, startOf } from './visit.ts';

/** From when to when the board reaches, epoch ms. */
export interface Axis {
  readonly start: number;
  readonly end: number;
}

/** A working day; visits before and after it make it longer. */
const FIRST_HOUR = 7;
const LAST_HOUR = 19;
/** An hour is never narrower: a name has to fit into it. */
export const LEAST_HOUR = 92;

/** @param day of the account's calendar, by the clocks of its time zone */
export function axisOf(day: string, timeZone: string, visits: readonly Visit[]): Axis {
  const [midnight, next] = [clockAt(day, 0, timeZone), clockAt(day, 0, timeZone, 1)];
  const starts = visits.map((visit) => floorHour(Math.min(startOf(visit), drivenFrom(visit)), midnight));
  const ends = visits.map((visit) => floorHour(endOf(visit) - 1, midnight) + HOUR);
  return {
    start: Math.max(midnight, Math.min(clockAt(day, FIRST_HOUR, timeZone), ...starts)),
    end: Math.min(next, Math.max(clockAt(day, LAST_HOUR, timeZone), ...ends)),
  };
}

const drivenFrom = ({ enRouteAt }: Visit): number =>
  enRouteAt ? Date.parse(enRouteAt) : Number.POSITIVE_INFINITY;

/** Full hours are counted from midnight: some zones are half an hour off. */
const floorHour = (at: number, midnight: number): number =>
  midnight + Math.floor((at - midnight) / HOUR) * HOUR;

/** How wide an hour is where so many pixels are to be filled. */
export const hourWidth = ({ start, end }: Axis, width: number): number =>
  Math.max(LEAST_HOUR, width / ((end - start) / HOUR));

/** The instants its labels stand at. */
export function fullHours({ start, end }: Axis): number[] {
  return Array.from({ length: Math.ceil((end - start) / HOUR) }, (_, index) => start + index * HOUR);
}
