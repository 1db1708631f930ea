import { describe, expect, it } from 'vitest';
import { epoch, HOUR, instant } from '../../../shared/kernel/time.ts';
import { mergeSettings } from '../../../shared/team/merge-settings.ts';
import { decideAnnouncement } from '../../../shared/timers/announcements.ts';
import { decideOverdue, nextLook } from '../../../shared/timers/look.ts';
import { editVisit } from '../../../shared/visits/edit-visit.ts';
import type { Visit } from '../../../shared/visits/visit.ts';
import { aVisit, DESK, REACHED, SETTINGS } from '../../support/a-visit.ts';

const ON = mergeSettings(SETTINGS, {
  messages: { reminder: { enabled: true }, review: { enabled: true } },
  review: { url: 'https://example.com/review' },
});
const told = (visit: Visit, now: number, settings = ON) =>
  decideAnnouncement(visit, settings, now)?.facts.map(({ kind }) => kind);

describe('a reminder', () => {
  /** Booked long before, at an address in Los Angeles. */
  const booked = (start: string, more: Partial<Visit> = {}) =>
    aVisit({
      createdAt: '2026-01-01T00:00:00.000Z',
      window: { start, end: instant(epoch(start) + 2 * HOUR) },
      ...more,
    });
  const REMINDED = ['visit.reminder_due'];
  const [START, FIVE] = ['2026-11-20T18:00:00.000Z', epoch('2026-11-20T01:00:00Z')];

  it.each([
    ['on any day', START, '2026-11-20T01:00:00Z'],
    ['for a window that begins at midnight', '2026-11-20T08:00:00.000Z', '2026-11-20T01:00:00Z'],
    ['before the night of 25 hours', '2026-11-01T09:30:00.000Z', '2026-11-01T00:00:00Z'],
    ['before the night of 23 hours', '2027-03-14T10:30:00.000Z', '2027-03-14T01:00:00Z'],
    ['across the turn of the year', '2027-01-01T17:00:00.000Z', '2027-01-01T01:00:00Z'],
  ])('is due at 5 PM of the day before, %s', (_, start, five) => {
    const [visit, moment] = [booked(start), epoch(five)];
    expect(told(visit, moment - 1)).toBeUndefined();
    expect(told(visit, moment)).toEqual(REMINDED);
    expect(nextLook({ visit, settings: ON, now: moment - 1 })).toBe(moment);
  });

  it('comes once for a window, and again for another', () => {
    const reminded = decideAnnouncement(booked(START), ON, FIVE)?.after as Visit;
    expect(told(reminded, FIVE + 1)).toBeUndefined();
    const window = { start: '2026-11-21T18:00:00.000Z', end: '2026-11-21T20:00:00.000Z' };
    const moved = editVisit(reminded, { window }, { by: DESK, now: FIVE + HOUR })?.after as Visit;
    expect(told(moved, FIVE + 24 * HOUR)).toEqual(REMINDED);
  });

  it.each<[string, Partial<Visit>, number]>([
    ['was booked after that moment', { createdAt: instant(FIVE) }, FIVE + 1],
    ['was moved after that moment', { plannedAt: instant(FIVE) }, FIVE + 1],
    ['is on hold', { hold: { since: instant(FIVE - 1), reason: 'parts' } }, FIVE],
    ['is under way', REACHED.en_route, FIVE],
    ['is looked at two hours too late', {}, FIVE + 2 * HOUR],
  ])('is not due for a visit that %s', (_, more, now) => {
    expect(told(booked(START, more), now)).toBeUndefined();
  });

  it('is due up to two hours late, and for what was planned just before', () => {
    expect(told(booked(START), FIVE + 2 * HOUR - 1)).toEqual(REMINDED);
    expect(told(booked(START, { plannedAt: instant(FIVE - 1) }), FIVE)).toEqual(REMINDED);
  });

  it('is none where the company wants none, as by default', () => {
    expect(told(booked(START), FIVE, SETTINGS)).toBeUndefined();
  });
});

describe('a request for a review', () => {
  const DONE = epoch('2026-11-20T16:55:00.000Z');
  const done = (more: Partial<Visit> = {}) => aVisit({ ...REACHED.completed, ...more });
  const ASKED = ['visit.review_requested'];

  it('is due two hours after completion, once, and is kept with the visit', () => {
    expect(told(done(), DONE + 2 * HOUR - 1)).toBeUndefined();
    const asked = decideAnnouncement(done(), ON, DONE + 2 * HOUR);
    expect(asked?.facts.map(({ kind }) => kind)).toEqual(ASKED);
    expect(asked?.after.reviewRequest).toEqual({ state: 'requested', at: instant(DONE + 2 * HOUR) });
    expect(told(asked?.after as Visit, DONE + 3 * HOUR)).toBeUndefined();
    expect(nextLook({ visit: done(), settings: ON, now: DONE })).toBe(DONE + 2 * HOUR);
  });

  it('waits as long as the company says', () => {
    const later = mergeSettings(ON, { review: { delayHours: 48 } });
    expect(told(done(), DONE + 48 * HOUR - 1, later)).toBeUndefined();
    expect(told(done(), DONE + 48 * HOUR, later)).toEqual(ASKED);
  });

  it.each<[string, Partial<Visit>, number, typeof ON]>([
    ['of what the system closed', { completionReason: 'auto_closed' }, 2, ON],
    ['of what was cancelled', { status: 'cancelled' }, 2, ON],
    ['a day too late', {}, 26, ON],
    ['without a place to leave it', {}, 2, mergeSettings(ON, { review: { url: null } })],
    ['where the company wants none', {}, 2, SETTINGS],
  ])('is none %s', (_, more, hours, settings) => {
    expect(told(done(more), DONE + hours * HOUR, settings)).toBeUndefined();
    expect(nextLook({ visit: done(more), settings, now: DONE + hours * HOUR })).toBeUndefined();
  });

  it('tells the office nothing', () => {
    const seen = { visit: done(), settings: ON, now: DONE + 2 * HOUR };
    expect(decideOverdue(seen)).toMatchObject({ outcome: { facts: [{ kind: ASKED[0] }] } });
    expect(decideOverdue(seen)?.alert).toBeUndefined();
  });
});
