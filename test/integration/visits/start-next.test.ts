import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as startNext } from '../../../functions/visits/start-next.ts';
import { DAY, HOUR, instant, MINUTE } from '../../../shared/kernel/time.ts';
import { listFacts } from '../../../shared/visits/fact-store.ts';
import { leaveSite } from '../../../shared/visits/leave-site.ts';
import { findVisit } from '../../../shared/visits/visit-store.ts';
import { noonZone } from '../../support/noon.ts';
import { aCompany, book, type Company, call, startDoors, step } from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
beforeAll(async () => {
  doors = await startDoors();
});
afterAll(() => doors.stop());

const NOW = Date.now();
const window = (from: number) => ({ start: instant(NOW + from), end: instant(NOW + from + HOUR) });

/** A company where it is noon. */
async function firmAtNoon(onLeaving = 'completed') {
  const firm = await aCompany();
  const body = { company: { timeZone: noonZone(NOW) }, enRoute: { onLeaving } };
  expect((await call('PUT /settings', { as: firm.owner, body })).status).toBe(200);
  return firm;
}

/** A visit of Marcus’s that is dispatched, its window so far from now. */
async function dispatched(firm: Company, from: number, technicians = [firm.marcus]) {
  const technicianIds = technicians.map(({ memberId }) => memberId);
  const { visitId } = await book(firm, { window: window(from), technicianIds });
  await step(firm, visitId, 'dispatched');
  return visitId;
}

/** Marcus, or somebody else, left a visit’s site; the event of it. */
async function left(firm: Company, { seenAgo = 0, who = firm.marcus, completed = true } = {}) {
  const { visitId } = await book(firm, { technicianIds: [who.memberId] });
  for (const status of ['en_route', 'arrived', ...(completed ? ['completed'] : [])])
    await step(firm, visitId, status);
  const at = Date.now() - seenAgo;
  const evidence = { source: 'geofence', rule: 'drove_off', at: instant(at), distanceMeters: 90 } as const;
  await leaveSite({ visitId, trip: 1, memberId: who.memberId, at, evidence, now: Date.now() });
  const detail = (await listFacts(visitId)).find(({ kind }) => kind === 'visit.left');
  return { visitId, tell: () => startNext({ id: 'event_1', 'detail-type': 'visit.left', detail } as never) };
}

const statusOf = async (visitId: string) => (await findVisit(visitId))?.status;
const asked = async (firm: Company) => (await call('GET /me', { as: firm.marcus })).body.ask;

describe('leaving a completed visit', () => {
  it('starts the first of the day that is dispatched and not on hold, and only that, told twice', async () => {
    const firm = await firmAtNoon();
    const later = await dispatched(firm, 3 * HOUR);
    const first = await dispatched(firm, 2 * HOUR);
    const held = await dispatched(firm, HOUR);
    const hold = { as: firm.desk, path: { visitId: held }, body: { reason: 'no parts' } };
    await call('POST /visits/{visitId}/hold', hold);
    await book(firm, { window: window(HOUR / 2) });
    const { tell } = await left(firm);
    await tell();
    expect(await statusOf(first)).toBe('en_route');
    // Told again once he has been there and is done.
    await step(firm, first, 'completed');
    await tell();
    expect([await statusOf(later), await statusOf(held)]).toEqual(['dispatched', 'dispatched']);
  });

  it('starts what is overdue rather than what comes later, but nothing of another day', async () => {
    const firm = await firmAtNoon();
    await dispatched(firm, DAY);
    const { tell } = await left(firm);
    await tell();
    expect(await asked(firm)).toBeUndefined();
    const later = await dispatched(firm, HOUR);
    const overdue = await dispatched(firm, -2 * HOUR);
    await (await left(firm)).tell();
    expect([await statusOf(overdue), await statusOf(later)]).toEqual(['en_route', 'dispatched']);
  });

  it('starts it for whoever left, although another leads there', async () => {
    const firm = await firmAtNoon();
    const next = await dispatched(firm, HOUR, [firm.nina, firm.marcus]);
    await (await left(firm)).tell();
    expect(await findVisit(next)).toMatchObject({ status: 'en_route', driverId: firm.marcus.memberId });
  });

  it('starts nothing and asks nothing while the technician is on the way elsewhere', async () => {
    const firm = await firmAtNoon();
    const next = await dispatched(firm, HOUR);
    const other = await dispatched(firm, 2 * HOUR);
    const { tell } = await left(firm);
    await step(firm, other, 'en_route');
    await tell();
    expect(await statusOf(next)).toBe('dispatched');
    await step(firm, other, 'completed');
    expect(await asked(firm)).toBeUndefined();
  });

  it('asks when it was seen too long ago, or the account has not been told that it may', async () => {
    const [slow, shy] = [await firmAtNoon(), await firmAtNoon('never')];
    for (const [firm, seenAgo] of [
      [slow, 3 * MINUTE],
      [shy, 0],
    ] as const) {
      const next = await dispatched(firm, HOUR);
      const { visitId, tell } = await left(firm, { seenAgo });
      await tell();
      expect(await statusOf(next)).toBe('dispatched');
      expect(await asked(firm)).toMatchObject({ visitId: next, leftVisitId: visitId });
    }
  });

  it('does nothing for whose access has ended', async () => {
    const firm = await firmAtNoon();
    const next = await dispatched(firm, HOUR);
    const { tell } = await left(firm);
    const { handler } = await import('../../../functions/team/provision.ts');
    await handler({ member: { memberId: firm.marcus.memberId, active: false } });
    await tell();
    expect(await statusOf(next)).toBe('dispatched');
  });
});

it('two who leave at once for the same visit start it once', async () => {
  const firm = await firmAtNoon();
  const shared = await dispatched(firm, HOUR, [firm.marcus, firm.nina]);
  const [one, other] = [await left(firm), await left(firm, { who: firm.nina })];
  await Promise.all([one.tell(), other.tell()]);
  const visit = await findVisit(shared);
  expect(visit?.status).toBe('en_route');
  const facts = (await listFacts(shared)).filter(({ kind }) => kind === 'visit.en_route');
  expect(facts).toHaveLength(1);
});
