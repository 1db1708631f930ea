import { describe, expect, it } from 'vitest';
import { Problem } from '../../../shared/kernel/problem.ts';
import { decideStep, type StepRequest } from '../../../shared/visits/decide-step.ts';
import { type By, STATUSES, type Status, type Visit } from '../../../shared/visits/visit.ts';
import { aVisit, DESK, NINA, NOW, OWNER, PHONE, REACHED, SETTINGS, SYSTEM } from '../../support/a-visit.ts';

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
