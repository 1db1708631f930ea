import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { without } from '../../../shared/kernel/without.ts';
import type { Message } from '../../../shared/messaging/message.ts';
import { COUNTS, type Counts, difference, ETA_STEPS, sum } from '../../../shared/reports/counts.ts';
import { lineOf } from '../../../shared/reports/line.ts';
import { ratesOf, summaryOf } from '../../../shared/reports/summary.ts';
import { toSummaryCsv } from '../../../shared/reports/summary-csv.ts';
import type { Visit } from '../../../shared/visits/visit.ts';
import { sampleVisit } from '../../support/sample-visit.ts';

const ZONE = 'America/Los_Angeles';
const NOW = Date.parse('2026-11-25T20:00:00Z');
const window = { start: '2026-11-25T17:00:00.000Z', end: '2026-11-25T18:00:00.000Z' };
const visit = (more: Partial<Visit> = {}): Visit => ({
  ...without(sampleVisit({ window, status: 'dispatched' }), 'enRouteAt', 'driverId'),
  ...more,
});
const message = (more: Partial<Message> = {}) =>
  ({
    visitId: 'v',
    kind: 'en_route',
    occasion: 'once',
    asked: 'sms',
    channel: 'sms',
    to: '+14155550123',
    text: 'On the way: {link}',
    generation: 1,
    segments: 2,
    state: 'delivered',
    providerId: 'p',
    at: window.start,
    ...more,
  }) as Message;
const counts = (of: Visit, messages: Message[] = [], pageViews = 0) =>
  lineOf({ visit: of, messages, pageViews }, ZONE, NOW).counts;
const arrived = (arrivedAt: string, more: Partial<Visit> = {}) =>
  visit({ status: 'arrived', arrivedAt, ...more });

describe('what a visit adds to the reports', () => {
  it('is for the account’s day on which it starts, and for whoever set off, else the lead', () => {
    const technicians = ['lead', 'second'].map((memberId) => ({ memberId, firstName: 'M' }));
    const line = (more: Partial<Visit>) =>
      lineOf({ visit: visit({ technicians, ...more }), messages: [], pageViews: 0 }, ZONE, NOW);
    expect(line({})).toMatchObject({ day: '2026-11-25', memberId: 'lead' });
    expect(line({ driverId: 'second' }).memberId).toBe('second');
    expect(line({ technicians: [] }).memberId).toBe('');
    const late = { start: '2026-11-26T07:59:00.000Z', end: '2026-11-26T09:00:00.000Z' };
    expect(line({ window: late }).day).toBe('2026-11-25');
  });

  it.each<[string, Visit, Counts]>([
    ['planned', visit(), { visits: 1 }],
    ['cancelled', visit({ status: 'cancelled', arrivedAt: window.start }), { cancelled: 1 }],
    ['arrived as the window ends', arrived(window.end), { visits: 1, arrivals: 1, onTime: 1 }],
    ['arrived after it', arrived('2026-11-25T18:00:00.001Z'), { visits: 1, arrivals: 1 }],
    [
      'driven to for 25 minutes',
      arrived(window.start, { enRouteAt: '2026-11-25T16:35:00.000Z' }),
      { visits: 1, arrivals: 1, onTime: 1, drives: 1, driveSeconds: 1500 },
    ],
    [
      'left before it was completed',
      arrived(window.start, {
        status: 'completed',
        leftAt: '2026-11-25T17:30:00.000Z',
        completedAt: '2026-11-25T19:00:00.000Z',
      }),
      { visits: 1, completed: 1, arrivals: 1, onTime: 1, siteSeconds: 1800 },
    ],
    [
      'forgotten for days',
      arrived(window.start, { status: 'completed', completedAt: '2026-11-28T17:00:00.000Z' }),
      { visits: 1, completed: 1, arrivals: 1, onTime: 1, siteSeconds: 86_400 },
    ],
  ])('%s', (_, of, expected) => {
    expect(counts(of)).toEqual(expected);
  });

  it('is how far off the text about the arrival was, either way', () => {
    const told = (eta: string, more: Partial<Message> = {}) => [message({ eta, ...more })];
    const error = (messages: Message[]) => counts(arrived(window.start), messages).etaErrorSeconds;
    expect(error(told('2026-11-25T16:57:00.000Z'))).toBe(180);
    expect(error(told('2026-11-25T17:02:00.000Z'))).toBe(120);
    expect(error(told('2026-11-25T17:02:00.000Z', { state: 'failed' }))).toBeUndefined();
    expect(error(told('2026-11-25T17:02:00.000Z', { kind: 'running_late' }))).toBeUndefined();
  });

  it.each([
    [-1800, 'etaEarly10'],
    [-541, 'etaEarly10'],
    [-539, 'etaEarly8'],
    [-60, 'etaKept'],
    [0, 'etaKept'],
    [59, 'etaKept'],
    [60, 'etaLate2'],
    [299, 'etaLate4'],
    [541, 'etaLate10'],
    [7200, 'etaLate10'],
  ] as const)('is in which step of two minutes it was: %i seconds after the time named', (late, step) => {
    const eta = new Date(Date.parse(window.start) - late * 1000).toISOString();
    const counted = counts(arrived(window.start), [message({ eta })]);
    expect(ETA_STEPS.filter((one) => counted[one] !== undefined)).toEqual([step]);
    expect(counted).toMatchObject({ [step]: 1, etaErrors: 1 });
  });

  it('is whether a link that was sent was looked at', () => {
    const link = ({ linksSent, linksOpened }: Counts) => [linksSent, linksOpened];
    expect(link(counts(visit(), [message()], 3))).toEqual([1, 1]);
    expect(link(counts(visit(), [message(), message({ kind: 'dispatched' })]))).toEqual([1, undefined]);
    expect(link(counts(visit(), [message({ text: 'Here.' })], 3))).toEqual([undefined, undefined]);
    expect(link(counts(visit(), [message({ state: 'suppressed' })], 3))).toEqual([undefined, undefined]);
  });

  it('is what became of messages to the customer, and the segments a network took', () => {
    const all = [
      message(),
      message({ channel: 'email', segments: 0 }),
      message({ state: 'failed' }),
      message({ state: 'suppressed', providerId: undefined } as never),
      message({ state: 'queued', claimedAt: NOW - 60_000, providerId: undefined } as never),
      message({ state: 'queued', claimedAt: NOW - 59_999, providerId: undefined } as never),
      message({ recipient: 'member_1', kind: 'dispatched' } as never),
    ];
    expect(counts(visit(), all)).toMatchObject({
      delivered: 2,
      failed: 1,
      suppressed: 1,
      unknown: 1,
      queued: 1,
      segments: 4,
    });
  });
});

describe('sums', () => {
  const some = fc.dictionary(
    fc.constantFrom(...COUNTS),
    fc.integer({ min: 1, max: 1e6 }),
  ) as fc.Arbitrary<Counts>;
  it('of differences are the last of each, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(fc.array(some, { minLength: 1 })), (histories) => {
        const steps = histories.flatMap((history) =>
          history.map((after, index) => difference(after, history[index - 1] ?? {})),
        );
        expect(sum(steps)).toEqual(sum(histories.map((history) => history.at(-1) ?? {})));
      }),
    );
  });

  it('come to rates, and to nothing where nothing was counted', () => {
    expect(ratesOf({})).toMatchObject({ visits: 0, onTimeRate: null, utilization: null, linkOpenRate: null });
    const counted = {
      arrivals: 3,
      onTime: 2,
      drives: 2,
      driveSeconds: 1800,
      siteSeconds: 5400,
      linksSent: 4,
      linksOpened: 3,
      etaErrors: 2,
      etaErrorSeconds: 301,
      etaEarly10: 1,
      etaLate4: 1,
      segments: 10,
    };
    expect(ratesOf(counted)).toMatchObject({
      onTimeRate: 0.667,
      averageDriveSeconds: 900,
      utilization: 0.75,
      linkOpenRate: 0.75,
      averageEtaErrorSeconds: 151,
      etaSteps: [1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0],
      cost: { amount: 0.088, currency: 'USD' },
    });
  });

  it('are by day, by technician and together; as a table, a line each', () => {
    const lines = [
      { day: '2026-11-24', memberId: 'm1', counts: { visits: 2 } },
      { day: '2026-11-25', memberId: 'm1', counts: { visits: 1 } },
      { day: '2026-11-25', memberId: '', counts: { visits: 4 } },
    ];
    const nameOf = (memberId: string) => (memberId === 'm1' ? '=Marcus' : '');
    const { total, days, technicians } = summaryOf(lines, { from: '2026-11-24', to: '2026-11-25' }, nameOf);
    expect(total.visits).toBe(7);
    expect(days.map(({ day, visits }) => [day, visits])).toEqual([
      ['2026-11-24', 2],
      ['2026-11-25', 5],
    ]);
    expect(technicians.map(({ name, visits }) => [name, visits])).toEqual([
      ['', 4],
      ['=Marcus', 3],
    ]);
    const rows = toSummaryCsv(lines, nameOf).split('\r\n');
    expect(rows[1]).toMatch(/^2026-11-24,m1,'=Marcus,2,0,/);
    expect(rows).toHaveLength(5);
  });
});
