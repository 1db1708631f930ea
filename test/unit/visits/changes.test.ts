import { describe, expect, it } from 'vitest';
import { assignTechnicians } from '../../../shared/visits/assign-technicians.ts';
import { editVisit } from '../../../shared/visits/edit-visit.ts';
import { hold, release } from '../../../shared/visits/hold.ts';
import { markLate } from '../../../shared/visits/mark-late.ts';
import { aVisit, DESK, MARCUS, NINA, NOW, REACHED } from '../../support/a-visit.ts';

const edit = { by: DESK, now: NOW };
const window = { start: '2026-11-21T18:00:00.000Z', end: '2026-11-21T20:00:00.000Z' };
const elsewhere = { ...aVisit().address, line: '9 Elm St', lat: 37.78 };
const bothOf = (lead: 'marcus' | 'nina') => (lead === 'marcus' ? [MARCUS, NINA] : [NINA, MARCUS]);
const en_route = aVisit({ ...REACHED.en_route, technicians: bothOf('marcus') });

describe('reassigning', () => {
  it.each([
    ['a helper joins', aVisit(REACHED.en_route), bothOf('marcus'), 'en_route'],
    ['a helper leaves', en_route, [MARCUS], 'en_route'],
    ['another lead, before anybody was told', aVisit(), [NINA], 'pending_dispatch'],
    ['another lead, once dispatched', aVisit(REACHED.dispatched), [NINA], 'pending_dispatch'],
    ['another lead, while the old one is on the way', en_route, bothOf('nina'), 'pending_dispatch'],
    ['the helper who is on the way leaves', { ...en_route, driverId: 'nina' }, [MARCUS], 'pending_dispatch'],
    ['the helper who is on the way becomes the lead', { ...en_route, driverId: 'nina' }, [NINA], 'en_route'],
    ['another lead, on site', aVisit(REACHED.arrived), [NINA], 'arrived'],
  ] as const)('%s', (_, visit, technicians, status) => {
    const after = assignTechnicians(visit, technicians, edit)?.after;
    expect(after).toMatchObject({ status, technicians });
    if (status === 'pending_dispatch') expect(after).not.toHaveProperty('driverId');
  });

  it('to nobody is possible only before dispatch', () => {
    expect(assignTechnicians(aVisit(), [], edit)?.after.technicians).toEqual([]);
    for (const status of ['dispatched', 'en_route', 'arrived'] as const) {
      expect(() => assignTechnicians(aVisit(REACHED[status]), [], edit)).toThrow('recall');
    }
  });

  it('to the same people changes nothing, and over is over', () => {
    expect(assignTechnicians(aVisit(), [MARCUS], edit)).toBeUndefined();
    expect(() => assignTechnicians(aVisit(REACHED.completed), [NINA], edit)).toThrow('completed');
  });
});

describe('a hold', () => {
  it('is for visits nobody has set off to; again, it changes nothing', () => {
    const held = hold(aVisit(REACHED.dispatched), 'rain', edit)?.after;
    expect(held?.hold).toEqual({ since: '2026-11-20T17:00:00.000Z', reason: 'rain' });
    expect(hold(held ?? aVisit(), 'more rain', edit)).toBeUndefined();
    expect(release(held ?? aVisit(), edit)?.after).not.toHaveProperty('hold');
    expect(release(aVisit(), edit)).toBeUndefined();
    expect(() => hold(aVisit(REACHED.en_route), 'rain', edit)).toThrow('en_route');
  });
});

describe('being late', () => {
  const M = '2026-11-20T18:30:00.000Z';
  const late = (visit = aVisit(REACHED.dispatched)) => markLate(visit, Date.parse(M), NOW).after;

  it('is told by the system, and is no step: what was done before can still be told', () => {
    const before = aVisit(REACHED.dispatched);
    const { after, facts } = markLate(before, Date.parse(M), NOW);
    expect(after).toMatchObject({ late: { since: M }, status: 'dispatched', changedAt: before.changedAt });
    expect(facts).toMatchObject([{ kind: 'visit.late', by: { role: 'system' }, technicianId: 'marcus' }]);
  });

  it('ends with another window, and with nothing else', () => {
    const moved = editVisit(late(), { window }, edit)?.after;
    expect(moved).not.toHaveProperty('late');
    expect(moved?.plannedAt).toBe('2026-11-20T17:00:00.000Z');
    expect(editVisit(late(), { job: 'Boiler' }, edit)?.after.late).toEqual({ since: M });
    expect(assignTechnicians(late(), [NINA], edit)?.after.late).toEqual({ since: M });
    const held = hold(late(), 'rain', edit)?.after ?? aVisit();
    expect(release(held, edit)?.after).toMatchObject({
      late: { since: M },
      plannedAt: '2026-11-20T17:00:00.000Z',
    });
  });
});

describe('editing', () => {
  it('another window moves the end of the link with it', () => {
    const outcome = editVisit(aVisit(), { window, job: 'Boiler' }, edit);
    expect(outcome?.after.link.expiresAt).toBe('2026-11-28T20:00:00.000Z');
    expect(outcome?.facts.map(({ kind }) => kind)).toEqual(['visit.rescheduled', 'visit.updated']);
  });

  it('the window and the place have their time', () => {
    for (const status of ['en_route', 'arrived', 'completed', 'cancelled'] as const) {
      expect(() => editVisit(aVisit(REACHED[status]), { window }, edit)).toThrow(status);
    }
    expect(() => editVisit(aVisit(REACHED.completed), { address: elsewhere }, edit)).toThrow('completed');
    expect(editVisit(aVisit(REACHED.completed), { notes: 'left a tip' }, edit)?.after.notes).toBe(
      'left a tip',
    );
  });

  it('another address while somebody is on the way is another drive', () => {
    const outcome = editVisit(
      aVisit({ ...REACHED.en_route, mustLeaveFirst: true }),
      { address: elsewhere },
      edit,
    );
    expect(outcome?.after).toMatchObject({ trip: 2, changedAt: '2026-11-20T17:00:00.000Z' });
    expect(outcome?.after).not.toHaveProperty('mustLeaveFirst');
    expect(outcome?.facts.map(({ kind }) => kind)).toEqual(['visit.redirected']);
  });

  it('another address before that is another place, and no drive', () => {
    const outcome = editVisit(aVisit(REACHED.dispatched), { address: elsewhere, notes: 'Back door' }, edit);
    expect(outcome?.after).toMatchObject({ status: 'dispatched', trip: 0 });
    expect(outcome?.facts.map(({ kind }) => kind)).toEqual(['visit.redirected', 'visit.updated']);
  });

  it('the same place by another name forgets no arrival that was taken back', () => {
    const visit = aVisit({ ...REACHED.en_route, mustLeaveFirst: true });
    const address = { ...visit.address, line: '48 Willow Lane' };
    expect(editVisit(visit, { address }, edit)?.after).toMatchObject({ trip: 2, mustLeaveFirst: true });
  });

  it('null takes away, the same again changes nothing', () => {
    expect(editVisit(aVisit(), { notes: null }, edit)?.after).not.toHaveProperty('notes');
    expect(editVisit(aVisit(), { window: aVisit().window, tags: ['gas'] }, edit)).toBeUndefined();
  });
});
