import { describe, expect, it } from 'vitest';
import { ratesOf } from '../../../shared/reports/summary.ts';
import { closeShare, labelled, percentAxis } from '../../../web/dispatch/rules/report-charts.ts';
import { figureOf } from '../../../web/dispatch/rules/report-figures.ts';
import { bounded, daysBefore, readScope, scopePart } from '../../../web/dispatch/rules/report-period.ts';
import {
  BEST_FIRST,
  inOrder,
  orderedBy,
  type TechnicianRow,
} from '../../../web/dispatch/rules/report-table.ts';

const TODAY = '2026-03-05';

describe('the days of a report', () => {
  it.each([
    ['today', '2026-03-05', '2026-03-05'],
    ['yesterday', '2026-03-04', '2026-03-04'],
    ['last7', '2026-02-27', '2026-03-05'],
    ['last30', '2026-02-04', '2026-03-05'],
    ['thisMonth', '2026-03-01', '2026-03-05'],
    ['lastMonth', '2026-02-01', '2026-02-28'],
    [undefined, '2026-02-04', '2026-03-05'],
    ['gibberish', '2026-02-04', '2026-03-05'],
    ['2026-02-31~2026-03-01', '2026-02-04', '2026-03-05'],
    ['2026-01-09~2026-01-20', '2026-01-09', '2026-01-20'],
    ['2026-01-20~2026-01-09', '2026-01-09', '2026-01-20'],
    ['2025-01-01~2026-01-31', '2025-10-31', '2026-01-31'],
  ])('of %s are %s to %s', (part, from, to) => {
    expect(readScope(part, TODAY)).toMatchObject({ from, to });
  });

  it.each(['last7', 'lastMonth~member_1', '2026-01-09~2026-01-20', '2026-01-09~2026-01-20~member_1'])(
    'are in the address as they were read: %s',
    (part) => expect(scopePart(readScope(part, TODAY))).toBe(part),
  );

  it('are compared with as many right before', () => {
    expect(daysBefore({ from: '2026-03-01', to: '2026-03-05' })).toEqual({
      from: '2026-02-24',
      to: '2026-02-28',
    });
    expect(daysBefore(bounded({ from: TODAY, to: TODAY }))).toEqual({ from: '2026-03-04', to: '2026-03-04' });
  });
});

describe('figures', () => {
  const arrivals = (onTime: number, all = 1000) => ratesOf({ visits: all, arrivals: all, onTime });
  it('change by what is shown of them', () => {
    const of = (now: number, before: number) => figureOf('onTime', arrivals(now), arrivals(before));
    expect(of(914, 893)).toMatchObject({ value: 91.4, change: 2.1, isBetter: true });
    expect(of(893, 914)).toMatchObject({ change: -2.1, isBetter: false });
    expect(of(900, 900)).toMatchObject({ change: 0, isBetter: false });
    const drive = (seconds: number) => ratesOf({ visits: 1, drives: 1, driveSeconds: seconds });
    expect(figureOf('drive', drive(1021), drive(1079))).toMatchObject({
      value: 17,
      change: -1,
      isBetter: true,
    });
  });

  it('have no change where nothing was before', () => {
    expect(figureOf('onTime', arrivals(900), ratesOf({}))).toMatchObject({ value: 90, change: null });
    expect(figureOf('cost', ratesOf({ visits: 1, segments: 9 }), ratesOf({})).change).toBeNull();
    expect(figureOf('onTime', ratesOf({}), arrivals(900))).toMatchObject({ value: null, change: null });
  });
});

describe('charts', () => {
  it.each([
    [
      [100, 93],
      [100, 95, 90, 85, 80],
    ],
    [[79.9], [100, 90, 80, 70, 60]],
    [[21], [100, 80, 60, 40, 20]],
    [
      [0, 100],
      [100, 75, 50, 25, 0],
    ],
  ])('of %j have lines at %j', (values, ticks) => {
    const axis = percentAxis(values);
    expect(axis.ticks).toEqual(ticks);
    for (const value of values) expect(axis.heightOf(value)).toBeGreaterThanOrEqual(0);
  });

  it('always name the last day, and no more than there is room for', () => {
    for (const count of [1, 22, 23, 93]) {
      const named = Array.from({ length: count }, (_, index) => labelled(count, 22)(index));
      expect([named.at(-1), named.filter(Boolean).length <= 22]).toEqual([true, true]);
    }
  });

  it('tell how many came within five minutes', () => {
    expect(closeShare(ratesOf({ etaEarly6: 1, etaEarly4: 2, etaKept: 3, etaLate4: 1, etaLate6: 1 }))).toBe(
      0.75,
    );
    expect(closeShare(ratesOf({}))).toBeNull();
  });
});

it('technicians are in the order of a column, who has no number last', () => {
  const row = (name: string, onTime?: number): TechnicianRow => ({
    memberId: name,
    name,
    ...ratesOf(onTime === undefined ? {} : { arrivals: 10, onTime }),
  });
  const rows = [row('Zoe', 9), row('Bo'), row('Ana', 9), row('Cy', 10)];
  const names = (order: Parameters<typeof inOrder>[1]) =>
    inOrder(rows, order)
      .map(({ name }) => name)
      .join(' ');
  expect(names(BEST_FIRST)).toBe('Cy Ana Zoe Bo');
  expect(names(orderedBy('onTime', BEST_FIRST))).toBe('Ana Zoe Cy Bo');
  expect(names(orderedBy('name', BEST_FIRST))).toBe('Ana Bo Cy Zoe');
});
