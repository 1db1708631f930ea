import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, instant, MINUTE } from '../../../shared/kernel/time.ts';
import { begunWithin } from '../../../shared/timesheets/list-time.ts';
import {
  type CountedEntry,
  counted,
  entryId,
  partsOfId,
  type TimeEntry,
} from '../../../shared/timesheets/time-entry.ts';

const NINE = Date.parse('2026-11-20T17:00:00Z');
const at = (minutes: number) => instant(NINE + minutes * MINUTE);
const NOW = NINE + 10 * HOUR;

let made = 0;
/** Marcus at a site from so many minutes after nine, until so many. */
const entry = (from: number, to?: number, more: Partial<TimeEntry> = {}): TimeEntry => ({
  visitId: `visit_${++made}`,
  accountId: 'account_1',
  memberId: 'marcus',
  trip: 1,
  version: 1,
  begun: { at: at(from), by: 'position' },
  ...(to !== undefined && { ended: { at: at(to), by: 'left' } }),
  ...more,
});
const times = (entries: readonly TimeEntry[], now = NOW) =>
  counted(entries, now).map(({ from, to, begunBy, endedBy }) => [
    minutes(from),
    to && minutes(to),
    begunBy,
    endedBy,
  ]);
const minutes = (when: string) => (Date.parse(when) - NINE) / MINUTE;

describe('the time of a technician', () => {
  it.each([
    ['goes on until something ends it', [entry(0)], [[0, undefined, 'position', undefined]]],
    ['is what happened', [entry(0, 30)], [[0, 30, 'position', 'left']]],
    [
      'is what the office says',
      [entry(0, 30, { corrected: { from: at(5), to: at(40) } })],
      [[5, 40, 'office', 'office']],
    ],
    [
      'began as it happened where only its end was corrected',
      [entry(0, 30, { corrected: { to: at(20) } })],
      [[0, 20, 'position', 'office']],
    ],
    [
      'does not end before it began',
      [entry(0, 30, { corrected: { from: at(40) } })],
      [[40, 40, 'office', 'left']],
    ],
    [
      'ends when the next begins',
      [entry(0), entry(60, 90)],
      [
        [0, 60, 'position', 'next_began'],
        [60, 90, 'position', 'left'],
      ],
    ],
    [
      'ends when the next begins, although its own end is later',
      [entry(0, 70), entry(60, 90)],
      [
        [0, 60, 'position', 'next_began'],
        [60, 90, 'position', 'left'],
      ],
    ],
    [
      'is not ended by a colleague’s',
      [entry(0), entry(60, 90, { memberId: 'nina' })],
      [
        [0, undefined, 'position', undefined],
        [60, 90, 'position', 'left'],
      ],
    ],
    [
      'does not count when it was taken back',
      [entry(0), entry(60, 90, { takenBack: true })],
      [[0, undefined, 'position', undefined]],
    ],
  ] as const)('%s', (_, entries, expected) => {
    expect(times(entries)).toEqual(expected);
  });

  it('ends after a day at the latest', () => {
    expect(times([entry(0)], NINE + 24 * HOUR - 1)[0]?.[1]).toBeUndefined();
    expect(times([entry(0)], NINE + 24 * HOUR)).toEqual([[0, 24 * 60, 'position', 'too_long']]);
    expect(times([entry(0, 25 * 60)], NINE + 30 * HOUR)).toEqual([[0, 24 * 60, 'position', 'too_long']]);
  });

  const moment = fc.integer({ min: 0, max: 600 });
  const some = fc.array(
    fc
      .record({
        from: moment,
        to: fc.option(moment),
        memberId: fc.constantFrom('marcus', 'nina'),
        fix: fc.option(moment),
        end: fc.option(moment),
        takenBack: fc.boolean(),
      })
      .map(({ from, to, memberId, fix, end, takenBack }) =>
        entry(from, to ?? undefined, {
          memberId,
          ...(takenBack && { takenBack }),
          corrected: {
            ...(fix !== null && { from: at(fix) }),
            ...(end !== null && { to: at(Math.max(end, fix ?? from)) }),
          },
        }),
      ),
    { maxLength: 20 },
  );
  const seconds = (entries: readonly CountedEntry[]) =>
    entries.reduce(
      (sum, { from, to }) => sum + (Date.parse(to ?? instant(NOW)) - Date.parse(from)) / 1000,
      0,
    );

  it('never is at two sites at once, and never less than nothing', () => {
    fc.assert(
      fc.property(some, (entries) => {
        for (const own of Map.groupBy(counted(entries, NOW), ({ entry }) => entry.memberId).values()) {
          own.forEach(({ from, to }, index) => {
            expect(from <= (to ?? from)).toBe(true);
            const next = own[index + 1];
            if (next) expect((to ?? '9') <= next.from).toBe(true);
          });
        }
      }),
    );
  });

  it('adds up: a period is its halves, a technician’s times are no more than the clock’s', () => {
    fc.assert(
      fc.property(some, moment, (entries, half) => {
        const all = counted(entries, NOW);
        const within = (from: string, to: string) => seconds(begunWithin(all, { from, to }));
        expect(within(at(0), at(half)) + within(at(half), at(601))).toBe(seconds(all));
        const marcus = all.filter(({ entry }) => entry.memberId === 'marcus');
        expect(seconds(marcus)).toBeLessThanOrEqual((NOW - NINE) / 1000);
      }),
    );
  });
});

describe('the id of a time entry', () => {
  it('can be taken apart, and nothing else can', () => {
    const which = { visitId: 'visit_8fJk-_', trip: 3, memberId: 'a.2.b' };
    expect(partsOfId(entryId(which))).toEqual(which);
    for (const id of ['', 'visit_1', 'visit_1.1', 'visit_1.x.marcus', `${'v'.repeat(65)}.1.marcus`]) {
      expect(partsOfId(id)).toBeUndefined();
    }
  });
});
