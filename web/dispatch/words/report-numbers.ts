import { type FigureName, KINDS } from '../rules/report-figures.ts';
import type { Days } from '../rules/report-period.ts';

/** How figures and days of a report are written in a language. @param minutes the word for them */
export function createReportNumbers(locale: string, minutes: string) {
  const number = (decimals: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const counted = number(0);
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' });
  const dayFormat = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const ofMonth = dayFormat({ day: 'numeric' });
  const withMonth = dayFormat({ day: 'numeric', month: 'short' });
  const withWeekday = dayFormat({ weekday: 'short', day: 'numeric', month: 'short' });
  const withYear = dayFormat({ day: 'numeric', month: 'short', year: 'numeric' });
  return {
    count: (value: number) => counted.format(value),
    money: (value: number) => money.format(value),
    percent: (rate: number, decimals = 0) => `${number(decimals).format(rate * 100)}%`,
    /** `91.4` and `%`: what is large and what stands small beside it. */
    parts(name: FigureName, value: number): { readonly amount: string; readonly unit: string } {
      const { unit, decimals } = KINDS[name];
      if (unit === 'money') return { amount: money.format(value), unit: '' };
      return { amount: number(decimals).format(value), unit: unit === 'percent' ? '%' : ` ${minutes}` };
    },
    /** `2.1` points, `1 min`: how much a change is. */
    change(name: FigureName, by: number): string {
      const { unit, decimals } = KINDS[name];
      const amount = unit === 'money' ? money.format(Math.abs(by)) : number(decimals).format(Math.abs(by));
      const short = unit === 'percent' ? amount.replace(/[.,]0$/, '') : amount;
      return unit === 'minutes' ? `${short} ${minutes}` : short;
    },
    /** `Nov 1 – 20, 2026`. */
    days: ({ from, to }: Days) => withYear.formatRange(noonOf(from), noonOf(to)),
    day: (day: string) => withWeekday.format(noonOf(day)),
    /** Below a chart: the day, and its month where that is another than the one before. */
    dayOnAxis: (day: string, before: string | undefined) =>
      (before?.slice(0, 7) === day.slice(0, 7) ? ofMonth : withMonth).format(noonOf(day)),
  };
}

const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);
