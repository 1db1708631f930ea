import { epoch, type Instant } from '../kernel/time.ts';
import type { Language } from '../team/settings.ts';

/** Customers are in the Americas: Spanish with a twelve-hour clock. */
const LOCALE: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-US' };

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formatters are slow to make and are asked for again and again. */
function format(language: Language, timeZone: string, options: Intl.DateTimeFormatOptions) {
  const key = `${language} ${timeZone} ${Object.keys(options)} ${Object.values(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(LOCALE[language], { ...options, timeZone });
  formats.set(key, known);
  return known;
}

/** Intl puts narrow and no-break spaces into times; one of them would turn a text into UCS-2. */
const plainSpaces = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, ' ');

/** Where and in which language a time is told. */
export interface Place {
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
}

/** `9:15 AM`, to the nearest minute. */
export function clockTime(at: Instant, { language, timeZone }: Place): string {
  const minute = Math.round(epoch(at) / 60_000) * 60_000;
  return plainSpaces(format(language, timeZone, { hour: 'numeric', minute: '2-digit' }).format(minute));
}

/** `9:15 – 9:25 AM`: the half of the day is told once where both times share it. */
export function clockRange(from: Instant, to: Instant, place: Place): string {
  const [first, last] = [clockTime(from, place), clockTime(to, place)];
  const half = / \D+$/.exec(last)?.[0] ?? '';
  return `${half && first.endsWith(half) ? first.slice(0, -half.length) : first} – ${last}`;
}

/**
 * `Fri, Nov 20` for a text, `Friday, November 20` for a page; with its year where that is not the one it is told in.
 * @param now epoch milliseconds
 */
export function calendarDay(at: Instant, place: Place, width: 'short' | 'long', now: number): string {
  const { language, timeZone } = place;
  const elsewhen = yearOf(epoch(at), place) !== yearOf(now, place);
  const options = { weekday: width, month: width, day: 'numeric' } as const;
  const told = format(language, timeZone, elsewhen ? { ...options, year: 'numeric' } : options);
  return plainSpaces(told.format(epoch(at)));
}

const yearOf = (epochMs: number, { language, timeZone }: Place): string =>
  format(language, timeZone, { year: 'numeric' }).format(epochMs);

/** Accented vowels that GSM-7 lacks: a Saturday in Spanish must not triple what a text costs. */
const COSTLY: Readonly<Record<string, string>> = { á: 'a', í: 'i', ó: 'o', ú: 'u' };

/**
 * `Fri, Nov 20, 9:00 AM - 11:00 AM`, for a text; the second day only where it is another one.
 * @param now epoch milliseconds
 */
export function windowInWords(
  window: { readonly start: Instant; readonly end: Instant },
  place: Place,
  now: number,
): string {
  const first = calendarDay(window.start, place, 'short', now);
  const last = calendarDay(window.end, place, 'short', now);
  const end = clockTime(window.end, place);
  const words = `${first}, ${clockTime(window.start, place)} - ${first === last ? end : `${last}, ${end}`}`;
  return words.replace(/[áíóú]/g, (letter) => COSTLY[letter] ?? letter);
}
