import { MINUTE } from '../../../../shared/kernel/time.ts';
import { momentAt } from '../windows.ts';

/** Whether `3/4` is in March or in April. */
export type DayOrder = 'month_first' | 'day_first';

/** What was written of when a visit is. */
export interface WrittenWindow {
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly minutes: string;
}

/** What is promised without an end, minutes. */
const USUAL = 120;

/** When it is, by the company's clocks; what cannot be read is missing. */
export function windowWritten(
  written: WrittenWindow,
  { order, timeZone }: { readonly order: DayOrder; readonly timeZone: string },
): { readonly start: string | undefined; readonly end: string | undefined } {
  const day = readDay(written.date || written.start, order);
  const start = momentOf(written.start, day, order, timeZone);
  if (start === undefined) return { start, end: undefined };
  if (written.end) return { start, end: momentOf(written.end, day, order, timeZone) };
  const minutes = written.minutes ? Number(written.minutes) : USUAL;
  const end = Date.parse(start) + minutes * MINUTE;
  return { start, end: Number.isFinite(end) ? new Date(end).toISOString() : undefined };
}

const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

function momentOf(text: string, day: string | undefined, order: DayOrder, timeZone: string) {
  if (WITH_OFFSET.test(text)) return instantOf(text);
  const own = readDay(text, order) ?? day;
  const clock = readClock(text);
  return own && clock ? momentAt(own, clock, timeZone) : undefined;
}

const instantOf = (text: string): string | undefined => {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
};

/** `2026-11-20`, `11/20/2026`, `20.11.26`: a day at the beginning of a text, as `yyyy-mm-dd`. */
export function readDay(text: string, order: DayOrder): string | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(text);
  if (iso) return calendarDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const other = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)/.exec(text);
  if (!other) return undefined;
  const [, first, second, year] = other.map(Number) as [number, number, number, number];
  const [month, date] = order === 'month_first' ? [first, second] : [second, first];
  return calendarDay(year < 100 ? 2000 + year : year, month, date);
}

function calendarDay(year: number, month: number, date: number): string | undefined {
  const day = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  const at = new Date(`${day}T12:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : undefined;
}

/** `9:30`, `09.30`, `9:30 PM`, `9 a. m.`, `14h`: a time at the end of a text, as `hh:mm`. */
export function readClock(text: string): string | undefined {
  const found = /(?:^|[T\s,])(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(h|[ap]\.?\s?m\.?)?$/i.exec(
    text.trim(),
  );
  if (!found) return undefined;
  const [, hours = '', minutes, mark = ''] = found;
  const half = mark.charAt(0).toLowerCase();
  if (!minutes && !mark) return undefined;
  const hour = Number(hours);
  const isHalved = half === 'a' || half === 'p';
  if (hour > 23 || Number(minutes ?? 0) > 59 || (isHalved && (hour < 1 || hour > 12))) return undefined;
  const shown = isHalved ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
  return `${String(shown).padStart(2, '0')}:${minutes ?? '00'}`;
}

/** By what is in the file: a day beyond the twelfth tells; else as the company's country writes. */
export function guessOrder(days: readonly string[], usual: DayOrder): DayOrder {
  const readable = (order: DayOrder) => days.filter((day) => readDay(day, order) !== undefined).length;
  const [monthFirst, dayFirst] = [readable('month_first'), readable('day_first')];
  if (monthFirst === dayFirst) return usual;
  return monthFirst > dayFirst ? 'month_first' : 'day_first';
}
