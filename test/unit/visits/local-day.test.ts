import { describe, expect, it } from 'vitest';
import { dayAt, dayBounds } from '../../../shared/visits/local-day.ts';

describe('a day somewhere', () => {
  it.each([
    ['2026-11-01', 'America/Los_Angeles', '2026-11-01T07:00:00.000Z', 25],
    ['2027-03-14', 'America/Los_Angeles', '2027-03-14T08:00:00.000Z', 23],
    ['2026-12-31', 'Asia/Kathmandu', '2026-12-30T18:15:00.000Z', 24],
    ['2026-10-04', 'Australia/Lord_Howe', '2026-10-03T13:30:00.000Z', 23.5],
    ['2028-02-29', 'UTC', '2028-02-29T00:00:00.000Z', 24],
  ])('%s in %s', (day, zone, start, hours) => {
    const bounds = dayBounds(day, zone);
    expect(bounds.start).toBe(start);
    expect((Date.parse(bounds.end) - Date.parse(bounds.start)) / 3_600_000).toBe(hours);
    expect(dayAt(Date.parse(bounds.start), zone)).toBe(day);
    expect(dayAt(Date.parse(bounds.end) - 1, zone)).toBe(day);
  });
});
