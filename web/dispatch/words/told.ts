import { calendarDay, clockRange, clockTime, type Place } from '../../../shared/messaging/spoken-time.ts';
import { distanceInWords, measuresInMiles } from '../../../shared/public/view-model/distance-words.ts';
import { clockAt, dayAt } from '../../../shared/visits/local-day.ts';
import type { Visit } from '../api/types.ts';
import { type Age, ageOf } from '../rules/row-state.ts';
import { lookOf } from '../rules/visit.ts';
import type { Words } from './en.ts';

const MINUTE = 60_000;
const FOOT = 0.3048;

/** How times, ages and distances are told: in one language, by the clocks and measures of the company. */
export function createTold(words: Words, place: Place) {
  const miles = measuresInMiles(place.timeZone);
  const iso = (at: string | number) => (typeof at === 'number' ? new Date(at).toISOString() : at);
  const hour = new Intl.DateTimeFormat(words.locale, { hour: 'numeric', timeZone: place.timeZone });
  const weekday = new Intl.DateTimeFormat(words.locale, { weekday: 'short', timeZone: place.timeZone });
  const time = (at: string | number) => clockTime(iso(at), place);
  const age = ({ unit, amount }: Age) => words.row.age[unit](amount);
  return {
    words,
    place,
    time,
    hour: (at: number) => hour.format(at).replace(/[\u00a0\u202f]/g, ' '),
    /** `10:04`, without its half of the day. */
    clock: (at: number) => time(at).replace(/ \D+$/, ''),
    /** Which half of the day, where the language has halves. */
    half: (at: string) => / (\D+)$/.exec(time(at))?.[1] ?? '',
    range: ({ start, end }: Visit['window']) => clockRange(start, end, place),
    /** A time of today; of another day with its weekday. */
    when(at: string, now: number): string {
      const isToday = dayAt(Date.parse(at), place.timeZone) === dayAt(now, place.timeZone);
      return isToday ? time(at) : `${weekday.format(Date.parse(at))} ${time(at)}`;
    },
    /** A moment's day, and a day of the calendar. */
    dayOf: (at: string | number, now: number) => calendarDay(iso(at), place, 'short', now),
    day: (day: string, width: 'short' | 'long', now: number) =>
      calendarDay(iso(clockAt(day, 12, place.timeZone)), place, width, now),
    duration(ms: number): string {
      const minutes = Math.max(0, Math.round(ms / MINUTE));
      return words.hoursShort(Math.floor(minutes / 60), minutes % 60);
    },
    age: (at: string, now: number) => age(ageOf(at, now)),
    distance: (meters: number) => distanceInWords(meters, words.locale, miles),
    /** Too short for miles: how far from the pin. */
    short: (meters: number) =>
      new Intl.NumberFormat(words.locale, {
        style: 'unit',
        unit: miles ? 'foot' : 'meter',
        unitDisplay: 'short',
        maximumFractionDigits: 0,
      }).format(miles ? meters / FOOT : meters),
    /** What a visit is now, in a sentence: `on site`, or its time where only that changed. */
    standing: (visit: Visit) =>
      `${words.looks[lookOf(visit)].toLowerCase()}, ${clockRange(visit.window.start, visit.window.end, place)}`,
  };
}

export type Told = ReturnType<typeof createTold>;
