import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedPreferences } from '../../../shared/customers/preferences.ts';
import { isQuiet, quietUntil } from '../../../shared/customers/quiet-hours.ts';

const NIGHT = { start: '22:00', end: '07:00' };
const LATE = { start: '22:00', end: '01:30' };
const NOON = { start: '12:00', end: '13:30' };
const quiet = (at: string, hours: typeof NIGHT, timeZone = 'America/New_York') =>
  isQuiet(Date.parse(at), hours, timeZone);

describe('quiet hours', () => {
  it.each([
    ['21:59', '2026-11-20T21:59:59-05:00', false],
    ['22:00', '2026-11-20T22:00:00-05:00', true],
    ['midnight', '2026-11-21T00:00:00-05:00', true],
    ['06:59', '2026-11-21T06:59:59-05:00', true],
    ['07:00', '2026-11-21T07:00:00-05:00', false],
  ])('from 22:00 to 07:00 at %s', (_, at, expected) => expect(quiet(at, NIGHT)).toBe(expected));

  it('may lie within one day', () => {
    expect(quiet('2026-11-20T12:00:00-05:00', NOON)).toBe(true);
    expect(quiet('2026-11-20T13:30:00-05:00', NOON)).toBe(false);
    expect(quiet('2026-11-20T00:10:00-05:00', NOON)).toBe(false);
  });

  it('go by the clocks at the address, also on the days they are changed', () => {
    expect(quiet('2026-11-21T06:30:00Z', NIGHT, 'Europe/Berlin')).toBe(false);
    // 1 November, New York: 06:30 is 11:30 UTC from then on, an hour later than the day before.
    expect(quiet('2026-11-01T11:30:00Z', NIGHT)).toBe(true);
    expect(quiet('2026-10-31T11:30:00Z', NIGHT)).toBe(false);
    // 14 March 2027: the hour from 2 to 3 is left out, and 07:00 is 11:00 UTC.
    expect(quiet('2027-03-14T11:00:00Z', NIGHT)).toBe(false);
    expect(quiet('2027-03-13T11:00:00Z', NIGHT)).toBe(true);
  });
});

describe('what waits for the end of quiet hours', () => {
  const until = (at: string, hours = NIGHT, timeZone = 'America/New_York') =>
    new Date(quietUntil(Date.parse(at), hours, timeZone)).toISOString();

  it.each([
    ['tonight until tomorrow', '2026-11-20T23:00:00-05:00', NIGHT, '2026-11-21T12:00:00.000Z'],
    ['after midnight until today', '2026-11-21T00:30:00-05:00', NIGHT, '2026-11-21T12:00:00.000Z'],
    ['at noon until half past one', '2026-11-20T12:00:00-05:00', NOON, '2026-11-20T18:30:00.000Z'],
    ['across the night of 25 hours', '2026-10-31T23:00:00-04:00', NIGHT, '2026-11-01T12:00:00.000Z'],
    ['across the night of 23 hours', '2027-03-13T23:00:00-05:00', NIGHT, '2027-03-14T11:00:00.000Z'],
    [
      'for the second half past one of the night of 25 hours',
      '2026-11-01T01:10:00-05:00',
      LATE,
      '2026-11-01T06:30:00.000Z',
    ],
    ['for the first of them', '2026-11-01T01:10:00-04:00', LATE, '2026-11-01T05:30:00.000Z'],
    ['not at all by day', '2026-11-20T07:00:00-05:00', NIGHT, '2026-11-20T12:00:00.000Z'],
  ])('waits %s', (_, at, hours, expected) => expect(until(at, hours)).toBe(expected));

  it('waits for the first moment that is quiet no more', () => {
    const minuteOfDay = fc.integer({ min: 0, max: 24 * 60 - 1 });
    const clock = (minute: number) =>
      `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    fc.assert(
      fc.property(minuteOfDay, minuteOfDay, minuteOfDay, (from, to, time) => {
        fc.pre(from !== to);
        const hours = { start: clock(from), end: clock(to) };
        const now = Date.parse('2026-11-20T00:00:00Z') + time * 60_000;
        const end = quietUntil(now, hours, 'UTC');
        expect(isQuiet(end, hours, 'UTC')).toBe(false);
        if (end > now) expect(isQuiet(end - 1, hours, 'UTC')).toBe(true);
      }),
    );
  });
});

describe('a change of preferences', () => {
  const was = { sms: false, push: true, quietHours: NIGHT };
  it('leaves what it does not name, and takes the quiet hours away by null', () => {
    expect(changedPreferences(was, { push: false })).toEqual({ ...was, push: false });
    expect(changedPreferences(was, { quietHours: NOON })).toEqual({ ...was, quietHours: NOON });
    expect(changedPreferences(was, { quietHours: null })).toEqual({ sms: false, push: true });
  });
});
