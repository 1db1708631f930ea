import { calendarDay, clockRange, clockTime, type Place } from '../../../shared/messaging/spoken-time.ts';
import { distanceInWords, measuresInMiles } from '../../../shared/public/view-model/distance-words.ts';
import type { Visit } from '../rules/visit.ts';
import type { Words } from '../words/en.ts';

const FOOT = 0.3048;
const MINUTE = 60_000;

/** How times and distances are told: in one language, by the clocks and measures of one place. */
export function createTold(words: Words, place: Place) {
  const miles = measuresInMiles(place.timeZone);
  const iso = (at: string | number) => (typeof at === 'number' ? new Date(at).toISOString() : at);
  const duration = (ms: number): string => {
    const minutes = Math.max(1, Math.round(Math.abs(ms) / MINUTE));
    return minutes < 60 ? words.minutes(minutes) : words.hours(Math.floor(minutes / 60), minutes % 60);
  };
  return {
    words,
    place,
    time: (at: string | number) => clockTime(iso(at), place),
    /** `9:00 – 10:00` and, apart, what half of the day that is. */
    window({ window: { start, end } }: Pick<Visit, 'window'>): readonly [string, string] {
      const range = clockRange(start, end, place);
      const half = / (\D+)$/.exec(range)?.[1] ?? '';
      return [half ? range.slice(0, -half.length - 1) : range, half];
    },
    clock(at: string): readonly [string, string] {
      const [time = '', ...half] = clockTime(at, place).split(' ');
      return [time, half.join(' ')];
    },
    day: (at: string | number, now: number) => calendarDay(iso(at), place, 'short', now),
    weekday: (at: string) =>
      new Intl.DateTimeFormat(words.locale, { weekday: 'short', timeZone: place.timeZone }).format(
        Date.parse(at),
      ),
    duration,
    distance: (meters: number) => distanceInWords(meters, words.locale, miles),
    /** How good a position is: too small for miles. */
    short(meters: number): string {
      const amount = miles ? meters / FOOT : meters;
      const round =
        amount < 100 ? Math.max(10, Math.round(amount / 10) * 10) : Math.round(amount / 100) * 100;
      return new Intl.NumberFormat(words.locale, {
        style: 'unit',
        unit: miles ? 'foot' : 'meter',
        unitDisplay: 'short',
      }).format(round);
    },
    ago(ms: number): string {
      const seconds = Math.max(0, Math.round(ms / 1000));
      return seconds < 60
        ? words.sheet.secondsAgo(seconds)
        : words.sheet.minutesAgo(Math.floor(seconds / 60));
    },
    /** `1:04:18`. */
    stopwatch(ms: number): string {
      const seconds = Math.max(0, Math.floor(ms / 1000));
      const two = (part: number) => `${part}`.padStart(2, '0');
      return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    },
  };
}

export type Told = ReturnType<typeof createTold>;
