import { describe, expect, it } from 'vitest';
import { epoch, HOUR, instant, MINUTE, SECOND } from '../../../shared/kernel/time.ts';
import { mergeSettings } from '../../../shared/team/merge-settings.ts';
import { decideOverdue, decideSilence, nextLook, type Seen } from '../../../shared/timers/look.ts';
import { dayBounds } from '../../../shared/visits/local-day.ts';
import type { Status, Visit } from '../../../shared/visits/visit.ts';
import { aVisit, REACHED, SETTINGS } from '../../support/a-visit.ts';

const START = epoch(aVisit().window.start);
const END = epoch(aVisit().window.end);
const HELD = { hold: { since: '2026-11-20T17:00:00.000Z', reason: 'parts' } };
/** Everything that happened to it happened an hour before its window. */
const EARLY = { changedAt: instant(START - HOUR), updatedAt: instant(START - HOUR) };

const seen = (visit: Partial<Visit>, now: number, more: Partial<Seen> = {}): Seen => ({
  visit: aVisit({ ...EARLY, ...visit }),
  settings: SETTINGS,
  now,
  ...more,
});
const fate = (at: Seen) => {
  const { outcome, alert } = decideOverdue(at) ?? {};
  return outcome && alert && [outcome.facts[0]?.kind, outcome.facts[0]?.reason, alert.kind];
};
const LATE = ['visit.late', undefined, 'late'];
const EXPIRED = ['visit.cancelled', 'expired', 'auto_closed'];
const CLOSED = ['visit.completed', 'auto_closed', 'auto_closed'];
const noShow = (change: object) => ({ settings: mergeSettings(SETTINGS, { noShow: change }) });
const late = { late: { since: instant(START + 30 * MINUTE) } };

describe('half an hour past the start', () => {
  it.each<[string, Partial<Visit>]>([
    ['pending_dispatch', REACHED.pending_dispatch],
    ['dispatched', REACHED.dispatched],
    ['en_route', REACHED.en_route],
  ])('a visit that is %s is late, and not a moment before', (_, visit) => {
    // The phone is heard all the time: this is about the window alone.
    const heardAt = START + 30 * MINUTE;
    expect(fate(seen(visit, heardAt - 1, { heardAt }))).toBeUndefined();
    expect(fate(seen(visit, heardAt, { heardAt }))).toEqual(LATE);
    expect(fate(seen({ ...visit, ...late }, heardAt, { heardAt })), 'once').toBeUndefined();
  });

  it.each<[string, Partial<Visit>]>([
    ['held', HELD],
    ['arrived', REACHED.arrived],
    ['completed', REACHED.completed],
    ['cancelled', REACHED.cancelled],
  ])('a visit that is %s is left alone', (_, visit) => {
    expect(fate(seen(visit, START + 31 * MINUTE))).toBeUndefined();
  });

  it.each([
    ['as many minutes as the account says', { minutes: 45 }, START + 45 * MINUTE],
    ['from the end, where the account says so', { from: 'end' }, END + 30 * MINUTE],
  ] as const)('is %s', (_, change, moment) => {
    expect(fate(seen({}, moment - 1, noShow(change)))).toBeUndefined();
    expect(fate(seen({}, moment, noShow(change)))).toEqual(LATE);
  });

  it.each([
    ['spring forward', '2027-03-14', 23],
    ['fall back', '2026-11-01', 25],
  ])('is half an hour also in the night in which clocks %s', (_, day, hours) => {
    const bounds = dayBounds(day, 'America/Los_Angeles');
    const [midnight, next] = [epoch(bounds.start), epoch(bounds.end)];
    expect(next - midnight).toBe(hours * HOUR);
    for (let start = midnight; start < next; start += 15 * MINUTE) {
      const window = { start: instant(start), end: instant(start + 2 * HOUR) };
      expect(fate(seen({ window }, start + 30 * MINUTE - 1))).toBeUndefined();
      expect(fate(seen({ window }, start + 30 * MINUTE))).toEqual(LATE);
    }
  });

  it('the office reads who is awaited by whom, and for how long', () => {
    const told = (visit: Partial<Visit>, minutes: number, more = {}) =>
      decideOverdue(seen(visit, START + minutes * MINUTE + 59 * SECOND, more))?.alert?.text;
    expect(told({}, 30)).toBe('LATE: Marcus has not arrived at Dana Whitfield - 30 min overdue.');
    expect(told({}, 90)).toBe('LATE: Marcus has not arrived at Dana Whitfield - 90 min overdue.');
    expect(told({ technicians: [] }, 30)).toBe(
      'LATE: Nobody has arrived at Dana Whitfield - 30 min overdue.',
    );
    expect(told({}, 150, noShow({ from: 'end' }))).toContain('- 30 min overdue.');
  });
});

describe('a visit that everybody has forgotten', () => {
  const past = END + 12 * HOUR;

  it.each<[Status, string[]]>([
    ['pending_dispatch', EXPIRED],
    ['dispatched', EXPIRED],
    ['arrived', CLOSED],
  ])('is closed 12 hours past its window: %s', (status, fateOfIt) => {
    const visit = { ...REACHED[status], ...late };
    expect(fate(seen(visit, past - 1))).toBeUndefined();
    expect(fate(seen(visit, past))).toEqual(fateOfIt);
  });

  it.each<[string, Partial<Visit>]>([
    ['held', HELD],
    ['completed', REACHED.completed],
    ['cancelled', REACHED.cancelled],
  ])('is left alone when it is %s', (_, visit) => {
    expect(fate(seen({ ...visit, ...late }, past + HOUR))).toBeUndefined();
  });

  it('is closed when nobody on the way was heard for 4 hours', () => {
    const since = epoch(EARLY.changedAt);
    const visit = { ...REACHED.en_route, ...late };
    expect(fate(seen(visit, since + 4 * HOUR - 1))).toBeUndefined();
    expect(fate(seen(visit, since + 4 * HOUR))).toEqual(CLOSED);
    const heardAt = since + 3 * HOUR;
    expect(fate(seen(visit, since + 7 * HOUR - 1, { heardAt }))).toBeUndefined();
    expect(fate(seen(visit, since + 7 * HOUR, { heardAt }))).toEqual(CLOSED);
    expect(fate(seen(visit, since + 4 * HOUR, { heardAt: since - HOUR })), 'of an earlier drive').toEqual(
      CLOSED,
    );
  });

  it('is closed past its window although somebody on the way is heard', () => {
    const visit = { ...REACHED.en_route, ...late };
    expect(fate(seen(visit, past - 1, { heardAt: past - 1 }))).toBeUndefined();
    expect(fate(seen(visit, past, { heardAt: past }))).toEqual(CLOSED);
  });

  it('is not closed within 4 hours of being planned, or of a step', () => {
    const visit = { ...late, changedAt: instant(past - HOUR) };
    expect(fate(seen(visit, past + 3 * HOUR - 1))).toBeUndefined();
    expect(fate(seen(visit, past + 3 * HOUR))).toEqual(EXPIRED);
  });

  it('does not also become late', () => {
    expect(fate(seen({}, past))).toEqual(EXPIRED);
  });

  it('was not done: its page says that it is closed, and whoever drove drives no more', () => {
    const { outcome } = decideOverdue(seen({ ...REACHED.arrived }, past)) ?? {};
    expect(outcome?.after).toMatchObject({ completionReason: 'auto_closed', completedAt: instant(past) });
    expect(outcome?.facts[0]?.by).toEqual({ role: 'system' });
  });
});

describe('a phone that should be moving', () => {
  const since = epoch(EARLY.updatedAt);
  const silent = (now: number, heardAt?: number, visit: Partial<Visit> = REACHED.en_route) =>
    decideSilence(seen({ ...visit, enRouteAt: EARLY.changedAt }, now, { heardAt }));

  it('is told of once it was silent for 5 minutes', () => {
    expect(silent(since + 5 * MINUTE - 1)).toBeUndefined();
    expect(silent(since + 5 * MINUTE)?.text).toBe(
      'SILENT: no position from Marcus for 5 min, on the way to Dana Whitfield.',
    );
    const heardAt = since + HOUR;
    expect(silent(heardAt + 5 * MINUTE - 1, heardAt)).toBeUndefined();
    expect(silent(heardAt + 5 * MINUTE, heardAt)?.memberId).toBe('marcus');
  });

  it('is told of once for each silence', () => {
    const first = silent(since + HOUR)?.occasion;
    expect(silent(since + 2 * HOUR)?.occasion).toBe(first);
    expect(silent(since + 2 * HOUR, since - MINUTE)?.occasion, 'with a fix of before').toBe(first);
    expect(silent(since + 2 * HOUR, since + MINUTE)?.occasion).not.toBe(first);
  });

  it.each<[string, Partial<Visit>]>([
    ['pending_dispatch', REACHED.pending_dispatch],
    ['dispatched', REACHED.dispatched],
    ['arrived', REACHED.arrived],
    ['completed', REACHED.completed],
    ['cancelled', REACHED.cancelled],
  ])('need not move when the visit is %s', (_, visit) => {
    expect(silent(since + HOUR, undefined, visit)).toBeUndefined();
  });

  it('that reports late that it set off has five minutes more to send its fixes', () => {
    const visit = aVisit({ ...REACHED.en_route, ...EARLY, steppedAt: instant(since + HOUR) });
    const at = (now: number) => decideSilence({ visit, settings: SETTINGS, now });
    expect(at(since + HOUR + 5 * MINUTE - 1)).toBeUndefined();
    expect(at(since + HOUR + 5 * MINUTE)).toBeDefined();
  });

  it('is given no time by what the office writes meanwhile', () => {
    const edited = { ...REACHED.en_route, ...EARLY, updatedAt: instant(since + 4 * MINUTE) };
    expect(silent(since + 5 * MINUTE, undefined, edited)).toBeDefined();
  });
});

describe('the next look', () => {
  it.each<[string, Partial<Visit>, number, number | undefined, number | undefined]>([
    ['is for who may be late', {}, START, undefined, START + 30 * MINUTE],
    ['is for who may forget it', late, START + HOUR, undefined, END + 12 * HOUR],
    ['is for a phone that may be silent', REACHED.en_route, START, START, START + 5 * MINUTE],
    ['is for another silence, after one', REACHED.en_route, START, undefined, START + 5 * MINUTE],
    ['is for nothing while it is held', HELD, START, undefined, undefined],
    ['is for nothing once it is completed', REACHED.completed, START, undefined, undefined],
    ['is for nothing once it is cancelled', REACHED.cancelled, START, undefined, undefined],
  ])('%s', (_, visit, now, heardAt, next) => {
    expect(nextLook(seen(visit, now, { heardAt }))).toBe(next);
  });
});
