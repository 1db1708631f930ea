import { MOST_DAYS } from '../../../shared/reports/period-contract.ts';
import { dayPlus } from './route.ts';

export const PRESETS = ['today', 'yesterday', 'last7', 'last30', 'thisMonth', 'lastMonth'] as const;
export type Preset = (typeof PRESETS)[number];

/** Days of the calendar, the first and the last included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** What a report is about, as the page's address says. */
export interface ReportScope extends Days {
  /** Such an address means other days tomorrow. */
  readonly preset?: Preset | undefined;
  /** One technician's alone. */
  readonly memberId?: string | undefined;
}

const BETWEEN = '~';
const USUAL: Preset = 'last30';

/** Whatever cannot be read is the last thirty days. @param today `yyyy-mm-dd` by the company's clocks */
export function readScope(part: string | undefined, today: string): ReportScope {
  const [first = '', second = '', third] = (part ?? '').split(BETWEEN);
  if (isDay(first) && isDay(second)) return { ...bounded({ from: first, to: second }), memberId: third };
  const preset = PRESETS.find((one) => one === first) ?? USUAL;
  return { ...daysOf(preset, today), preset, memberId: second || undefined };
}

export function scopePart({ preset, from, to, memberId }: ReportScope): string {
  return [...(preset ? [preset] : [from, to]), ...(memberId ? [memberId] : [])].join(BETWEEN);
}

export function daysOf(preset: Preset, today: string): Days {
  const firstOfMonth = `${today.slice(0, 8)}01`;
  const lastBefore = dayPlus(firstOfMonth, -1);
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: dayPlus(today, -1), to: dayPlus(today, -1) };
    case 'last7':
      return { from: dayPlus(today, -6), to: today };
    case 'last30':
      return { from: dayPlus(today, -29), to: today };
    case 'thisMonth':
      return { from: firstOfMonth, to: today };
    case 'lastMonth':
      return { from: `${lastBefore.slice(0, 8)}01`, to: lastBefore };
  }
}

/** As many days, right before. */
export function daysBefore({ from, to }: Days): Days {
  return { from: dayPlus(from, -countDays({ from, to })), to: dayPlus(from, -1) };
}

/** In order, and no more than a report tells of: the last of them. */
export function bounded({ from, to }: Days): Days {
  const [first, last] = from <= to ? [from, to] : [to, from];
  return countDays({ from: first, to: last }) <= MOST_DAYS
    ? { from: first, to: last }
    : { from: dayPlus(last, 1 - MOST_DAYS), to: last };
}

const DAY = 86_400_000;
export const countDays = ({ from, to }: Days): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1;

/** A day that there is: no 31st of February. */
const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayPlus(text, 0) === text;
