import { describe, expect, it } from 'vitest';
import { Problem } from '../../../shared/kernel/problem.ts';
import { instant } from '../../../shared/kernel/time.ts';
import { decideStep, type StepRequest } from '../../../shared/visits/decide-step.ts';
import { stepBetween } from '../../../shared/visits/life.ts';
import { takeStep } from '../../../shared/visits/take-step.ts';
import { type By, STATUSES, type Status, type Visit } from '../../../shared/visits/visit.ts';
import {
  aVisit,
  DESK,
  MARCUS,
  NINA,
  NOW,
  OWNER,
  PHONE,
  REACHED,
  SETTINGS,
  SYSTEM,
} from '../../support/a-visit.ts';

/** What comes of asking: the new status, `=` for nothing to do, or the status of the refusal. */
function ask(visit: Visit, to: Status, by: By, more: Partial<StepRequest> = {}): string {
  try {
    const request = { to, by, now: NOW, reason: 'because', settings: SETTINGS, ...more };
    return decideStep(visit, request)?.after.status ?? '=';
  } catch (error) {
    return String((error as Problem).status);
  }
}

function refusal(visit: Visit, to: Status, by: By, more: Partial<StepRequest> = {}): Problem {
  try {
    decideStep(visit, { to, by, now: NOW, settings: SETTINGS, ...more });
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('This was not refused.');
}

/** Rows: where the visit is. Columns: where it shall go, in the order of `STATUSES`. `ok`: it goes there. */
const matrix = (by: By) =>
  Object.fromEntries(
    STATUSES.map((from) => [
      from,
      STATUSES.map((to) => ask(aVisit(REACHED[from]), to, by).replace(to, 'ok')).join(' '),
    ]),
  );

describe('who may take which step', () => {
  it('the office: all of them, and back', () => {
    const office = {
      pending_dispatch: '= ok ok 409 409 ok',
      dispatched: 'ok = ok 409 409 ok',
      en_route: '409 ok = ok ok ok',
      arrived: '409 409 ok = ok ok',
      completed: '409 409 409 409 = 409',
      cancelled: '409 409 409 409 409 =',
    };
    expect(matrix(DESK)).toEqual(office);
    expect(matrix(OWNER)).toEqual(office);
  });

  it('the technician: onward only', () => {
    expect(matrix(PHONE)).toEqual({
      pending_dispatch: '= ok ok 409 409 403',
      dispatched: '403 = ok 409 409 403',
      en_route: '403 403 = ok ok 403',
      arrived: '403 409 403 = ok 403',
      completed: '403 409 409 409 = 403',
      cancelled: '403 409 409 409 409 =',
    });
  });

  it('the system: never what takes a person’s word', () => {
    expect(matrix(SYSTEM)).toEqual({
      pending_dispatch: '= 403 ok 409 409 ok',
      dispatched: '403 = ok 409 409 ok',
      en_route: '403 403 = ok ok 403',
      arrived: '403 403 403 = ok 403',
      completed: '403 403 409 409 = 409',
      cancelled: '403 403 409 409 409 =',
    });
  });

  it('a technician only on visits assigned to them: others do not exist', () => {
    const theirs = aVisit({ technicians: [NINA] });
    for (const to of STATUSES) expect(ask(theirs, to, PHONE)).toBe('404');
  });

  it('an account can take the marking of arrivals and completions from its technicians', () => {
    const settings = { ...SETTINGS, permissions: { ...SETTINGS.permissions, techniciansMark: [] } };
    const visit = aVisit(REACHED.en_route);
    for (const to of ['arrived', 'completed'] as const) {
      expect(ask(visit, to, PHONE, { settings })).toBe('403');
      expect(ask(visit, to, DESK, { settings })).toBe(to);
    }
    expect(ask(aVisit(REACHED.arrived), 'arrived', PHONE, { settings })).toBe('=');
  });
});

describe('an arrival that the system marked a moment ago', () => {
  const arrivedAt = (now: number, more: Partial<Visit> = {}) =>
    decideStep(aVisit({ ...REACHED.en_route, technicians: [MARCUS, NINA], ...more }), {
      to: 'arrived',
      by: SYSTEM,
      now,
      settings: SETTINGS,
    })?.after ?? expect.fail();
  const NINAS = { ...PHONE, memberId: 'nina' };
  const undo = (ago: number, by: By, more: Partial<StepRequest> = {}) =>
    ask(arrivedAt(NOW - ago * 1000), 'en_route', by, { reason: undefined, ...more });

  it.each<[what: string, ago: number, by: By, answer: string, more?: Partial<StepRequest>]>([
    ['is taken back by who drove, without a reason', 1, PHONE, 'en_route'],
    ['after two minutes', 120, PHONE, 'en_route'],
    ['not after a moment more', 120.001, PHONE, '409'],
    ['nor by one who did not drive', 1, NINAS, '403'],
    ['nor by one it does not exist for', 1, { ...PHONE, memberId: 'zoe' }, '404'],
    ['nor by the system', 1, SYSTEM, '403'],
    ['by the office at any time, with a reason', 7200, DESK, 'en_route', { reason: 'next door' }],
    ['but not without', 1, DESK, '400'],
    [
      'by a phone that was out of reach',
      600,
      PHONE,
      'en_route',
      { at: new Date(NOW - 500_000).toISOString() },
    ],
    ['unless it was too late then', 600, PHONE, '409', { at: new Date(NOW - 479_000).toISOString() }],
    ['not on a belief in another version', 600, PHONE, '412', { expected: 1 }],
  ])('%s', (_, ago, by, answer, more) => {
    expect(undo(ago, by, more)).toBe(answer);
  });

  it('is timed from when it was marked, not from the fix it rests on', () => {
    const step = stepBetween('en_route', 'arrived') ?? expect.fail();
    const { after } = takeStep(aVisit(REACHED.en_route), step, { by: SYSTEM, at: NOW - 600_000, now: NOW });
    expect(after.undoableUntil).toBe('2026-11-20T17:02:00.000Z');
    expect(ask(after, 'en_route', PHONE, { now: NOW + 120_000 })).toBe('en_route');
  });

  it('waits for the circle to be left, and is a person’s to take back no longer', () => {
    const request = { to: 'en_route', by: PHONE, now: NOW, settings: SETTINGS } as const;
    const undone = decideStep(arrivedAt(NOW), request)?.after;
    expect(undone).toMatchObject({ trip: 2, mustLeaveFirst: true, driverId: 'marcus' });
    for (const key of ['arrivedAt', 'undoableUntil']) expect(undone).not.toHaveProperty(key);
    const tapped = decideStep(undone ?? aVisit(), { ...request, to: 'arrived' })?.after ?? expect.fail();
    expect(ask(tapped, 'en_route', PHONE)).toBe('403');
  });

  it('is named among what a technician may do for as long as they may', () => {
    const allowed = (by: By, now: number) =>
      refusal(arrivedAt(NOW), 'dispatched', by, { now }).extras.allowed;
    expect(allowed(PHONE, NOW + 120_000)).toEqual(['en_route', 'completed']);
    expect(allowed(PHONE, NOW + 120_001)).toEqual(['completed']);
    expect(allowed(NINAS, NOW)).toEqual(['completed']);
    const late = refusal(arrivedAt(NOW), 'en_route', PHONE, { now: NOW + 120_001 });
    expect([late.slug, late.extras.allowed]).toEqual(['undo-over', ['completed']]);
  });

  it('may be said by a phone that was offline, for a quarter of an hour after', () => {
    const at = instant(NOW + 60_000);
    const most = NOW + 120_000 + 15 * 60_000;
    expect(ask(arrivedAt(NOW), 'en_route', PHONE, { at, now: most })).toBe('en_route');
    const late = refusal(arrivedAt(NOW), 'en_route', PHONE, { at, now: most + 1 });
    expect(late.slug).toBe('undo-over');
  });
});

describe('a drive that the system started a moment ago', () => {
  const started = decideStep(aVisit({ ...REACHED.dispatched, technicians: [MARCUS, NINA] }), {
    to: 'en_route',
    by: SYSTEM,
    driverId: 'marcus',
    now: NOW,
    settings: SETTINGS,
  })?.after;
  const undo = (seconds: number, by = PHONE) =>
    ask(started ?? aVisit(), 'dispatched', by, { now: NOW + seconds * 1000, reason: undefined });

  it('is taken back by who drives, for two minutes', () => {
    expect([undo(1), undo(120), undo(120.001)]).toEqual(['dispatched', 'dispatched', '409']);
    expect(undo(1, { ...PHONE, memberId: 'nina' })).toBe('403');
  });

  it('and is theirs no longer once they have gone on', () => {
    const request = { to: 'arrived', by: PHONE, now: NOW, settings: SETTINGS } as const;
    const arrived = decideStep(started ?? aVisit(), request)?.after ?? expect.fail();
    expect(ask(arrived, 'en_route', PHONE)).toBe('403');
    expect(ask(aVisit(REACHED.en_route), 'dispatched', PHONE)).toBe('403');
  });
});

describe('a step', () => {
  it.each([
    ['pending_dispatch', 'cancelled'],
    ['arrived', 'cancelled'],
    ['dispatched', 'pending_dispatch'],
    ['en_route', 'dispatched'],
    ['arrived', 'en_route'],
  ] as const)('from %s to %s needs a reason', (from, to) => {
    const problem = refusal(aVisit(REACHED[from]), to, DESK);
    expect([problem.status, problem.extras.errors?.[0]?.pointer]).toEqual([400, '/reason']);
  });

  it('that sets things in motion needs a technician and no hold, and the refusal names what is possible', () => {
    const held = aVisit({ hold: { since: '2026-11-20T16:00:00.000Z', reason: 'rain' } });
    for (const visit of [held, aVisit({ technicians: [] })]) {
      for (const to of ['dispatched', 'en_route'] as const) {
        const problem = refusal(visit, to, DESK);
        expect([problem.status, problem.extras.allowed]).toEqual([409, ['cancelled']]);
      }
    }
  });

  it('that is illegal names those that are not', () => {
    expect(
      refusal(aVisit(REACHED.en_route), 'pending_dispatch', DESK, { reason: 'x' }).extras.allowed,
    ).toEqual(['dispatched', 'arrived', 'completed', 'cancelled']);
    expect(refusal(aVisit(REACHED.completed), 'arrived', PHONE).extras.allowed).toEqual([]);
  });

  it('is wrong in itself before it is late, and late before it is impossible', () => {
    const visit = aVisit(REACHED.completed);
    expect(ask(visit, 'cancelled', PHONE, { expected: 9 })).toBe('403');
    expect(ask(visit, 'cancelled', DESK, { expected: 9, reason: undefined })).toBe('400');
    expect(ask(visit, 'cancelled', DESK, { expected: 9 })).toBe('412');
    expect(ask(visit, 'cancelled', DESK, { expected: 1 })).toBe('409');
  });

  it('may have been taken earlier, or be told by a clock up to two minutes fast', () => {
    const visit = aVisit();
    const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();
    const taken = (seconds: number) =>
      decideStep(visit, { to: 'en_route', by: PHONE, now: NOW, at: at(seconds), settings: SETTINGS })?.after;
    expect(taken(-600)).toMatchObject({ enRouteAt: at(-600), changedAt: at(-600), updatedAt: at(0) });
    expect(taken(120)).toMatchObject({ enRouteAt: at(0) });
    expect(ask(visit, 'en_route', PHONE, { at: at(121) })).toBe('422');
    expect(taken(-3600)).toMatchObject({ changedAt: visit.changedAt });
    expect(ask(visit, 'en_route', PHONE, { at: at(-3601) })).toBe('422');
  });

  it('that sets off is taken 12 hours before the window at most, unless it is meant', () => {
    const starts = (hours: number, seconds: number) => {
      const start = NOW + hours * 3_600_000 + seconds * 1000;
      const window = { start: new Date(start).toISOString(), end: new Date(start + 3_600_000).toISOString() };
      return aVisit({ window, changedAt: new Date(NOW - 86_400_000).toISOString() });
    };
    const before = new Date(NOW - 60_000).toISOString();
    expect(ask(starts(12, 0), 'en_route', PHONE)).toBe('en_route');
    expect(ask(starts(12, -60), 'en_route', PHONE, { at: before })).toBe('en_route');
    for (const by of [PHONE, DESK, SYSTEM]) expect(ask(starts(12, 1), 'en_route', by)).toBe('409');
    expect(ask(starts(12, -59), 'en_route', PHONE, { at: before })).toBe('409');
    const { slug, extras } = refusal(starts(12, 1), 'en_route', DESK);
    expect([slug, extras.allowed]).toEqual(['far-from-window', ['dispatched', 'cancelled']]);
    for (const by of [PHONE, DESK])
      expect(ask(starts(500, 0), 'en_route', by, { anyway: true })).toBe('en_route');
    expect(ask(starts(500, 0), 'dispatched', PHONE)).toBe('dispatched');
    expect(ask(starts(-500, 0), 'en_route', PHONE)).toBe('en_route');
  });

  it('back from a mistaken arrival may be taken however far the window is', () => {
    const window = { start: '2027-01-04T18:00:00.000Z', end: '2027-01-04T20:00:00.000Z' };
    expect(ask(aVisit({ ...REACHED.arrived, window }), 'en_route', DESK)).toBe('en_route');
  });

  it('never comes before the last change, even if our own clock stood behind it', () => {
    const visit = aVisit();
    const now = NOW - 3_660_000;
    for (const at of [undefined, visit.changedAt]) {
      const request = { to: 'en_route', by: PHONE, now, at, settings: SETTINGS } as const;
      expect(decideStep(visit, request)?.after).toMatchObject({ enRouteAt: visit.changedAt });
    }
  });

  it('by a technician makes them the one who drives; by the office, the lead', () => {
    const visit = aVisit({ technicians: [NINA, ...aVisit().technicians] });
    const drives = (by: By) =>
      decideStep(visit, { to: 'en_route', by, now: NOW, settings: SETTINGS })?.after.driverId;
    expect([drives(PHONE), drives(DESK)]).toEqual(['marcus', 'nina']);
  });
});
