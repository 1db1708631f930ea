import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shiftToSameTimeOfDay } from '../../../local/replay/same-time-of-day.ts';

const timeOfDay = (at: number, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(at);

it('a recording begins at its own time of day, within a day and a bit, also over daylight saving', () => {
  const noon = Date.parse('2026-11-24T20:00:00Z');
  // Between noon and noon, where no clock changes, there is always such a time.
  const daylight = fc
    .integer({ min: 0, max: 8 * 3600 })
    .map((second) => Date.parse('2025-07-04T16:00:00Z') + second * 1000);
  fc.assert(
    fc.property(daylight, fc.integer({ min: 0, max: 366 * 86_400 }), (first, later) => {
      const earliest = noon + later * 1000;
      const begins = first + shiftToSameTimeOfDay(first, earliest, 'America/Los_Angeles');
      expect(timeOfDay(begins, 'America/Los_Angeles')).toBe(timeOfDay(first, 'America/Los_Angeles'));
      expect(begins).toBeGreaterThanOrEqual(earliest);
      expect(begins - earliest).toBeLessThan(25 * 3_600_000 + 1);
    }),
  );
});
