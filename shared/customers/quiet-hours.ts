import { TZDateMini } from '@date-fns/tz';
import { DAY, MINUTE } from '../kernel/time.ts';

/** Hours in which no text is wanted, by the clock at the address: `HH:MM`, the end exclusive, over midnight too. */
export interface QuietHours {
  readonly start: string;
  readonly end: string;
}

const minutes = (clock: string): number => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
};

/** By how much clocks are set back in autumn; what they show within it, they show twice. */
const SET_BACK = [0, 30 * MINUTE, 60 * MINUTE];

/**
 * When, in epoch ms, the quiet hours end in which `now` lies; now itself where nothing is quiet.
 */
export function quietUntil(now: number, hours: QuietHours | undefined, timeZone: string): number {
  if (!hours || !isQuiet(now, hours, timeZone)) return now;
  const today = new TZDateMini(now, timeZone);
  const [hour = 0, minute = 0] = hours.end.split(':').map(Number);
  const ends = [0, 1].map((later) =>
    new TZDateMini(
      today.getFullYear(),
      today.getMonth(),
      today.getDate() + later,
      hour,
      minute,
      timeZone,
    ).getTime(),
  );
  const candidates = ends.flatMap((end) => SET_BACK.map((later) => end + later));
  return candidates.find((end) => end > now && !isQuiet(end, hours, timeZone)) ?? now + DAY;
}

/** True when a moment (epoch ms) lies in the quiet hours of a place, as its clocks go on that day. */
export function isQuiet(now: number, hours: QuietHours | undefined, timeZone: string): boolean {
  if (!hours) return false;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const [time, start, end] = [format.format(now), hours.start, hours.end].map(minutes);
  if (time === undefined || start === undefined || end === undefined) return false;
  return start < end ? time >= start && time < end : time >= start || time < end;
}
