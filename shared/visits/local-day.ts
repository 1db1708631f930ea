import { TZDateMini } from '@date-fns/tz';
import { type Instant, instant } from '../kernel/time.ts';

/** A calendar day, `yyyy-mm-dd`. */
export type Day = string;

/** The day it is somewhere at a moment (epoch ms). */
export function dayAt(now: number, timeZone: string): Day {
  const date = new TZDateMini(now, timeZone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A day's first instant somewhere and that of the next day, or of one so many days on: 23, 24 or 25 hours each. */
export function dayBounds(day: Day, timeZone: string, days = 1): { start: Instant; end: Instant } {
  const midnight = (daysLater: number) => instant(clockAt(day, 0, timeZone, daysLater));
  return { start: midnight(0), end: midnight(days) };
}

/** When, in epoch ms, the clocks somewhere show an hour on a day, or on one so many days later. */
export function clockAt(day: Day, hour: number, timeZone: string, daysLater = 0): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new TZDateMini(year, month - 1, date + daysLater, hour, timeZone).getTime();
}
