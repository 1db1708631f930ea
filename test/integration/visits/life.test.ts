import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Drive } from '../../../shared/drives/drive.ts';
import { latestKey } from '../../../shared/drives/drive.ts';
import { documents, positionsTable } from '../../../shared/kernel/table.ts';
import { findAccount } from '../../../shared/team/account-store.ts';
import { arriveBySystem, changeStatus } from '../../../shared/visits/change-status.ts';
import { findLink, isViewable } from '../../../shared/visits/link-store.ts';
import { linkHash } from '../../../shared/visits/link-token.ts';
import { findVisit } from '../../../shared/visits/visit-store.ts';
import {
  aCompany,
  book,
  type Company,
  call,
  hoursFromNow,
  startDoors,
  step,
} from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
let firm: Company;

beforeAll(async () => {
  doors = await startDoors();
});
afterAll(() => doors.stop());

const fresh = async () => {
  firm = await aCompany();
  return book(firm);
};
const driveOf = async (memberId: string): Promise<Drive | undefined> => {
  const { Item } = await documents.send(
    new GetCommand({ TableName: positionsTable(), Key: latestKey(memberId), ConsistentRead: true }),
  );
  return Item?.['drive'] as Drive | undefined;
};
const shown = (token: string) => findLink(linkHash(token));
const patch = (visitId: string, body: object, headers = {}) =>
  call('PATCH /visits/{visitId}', { as: firm.desk, path: { visitId }, body, headers });
const assign = (visitId: string, ...technicianIds: string[]) =>
  call('PUT /visits/{visitId}/technicians', { as: firm.desk, path: { visitId }, body: { technicianIds } });
const timeline = async (visitId: string) => {
  const { body } = await call('GET /visits/{visitId}/timeline', { as: firm.desk, path: { visitId } });
  return body.entries as { kind: string; by: object; from?: string; to?: string; reason?: string }[];
};
const EVIDENCE = {
  source: 'geofence',
  rule: 'slow',
  at: '2026-11-20T17:00:00.000Z',
  distanceMeters: 12,
} as const;

describe('a visit from booking to completion', () => {
  it('shows on its link, its timeline and the technician’s drive what it is', async () => {
    const { visitId, link, visit } = await fresh();
    expect(visit).toMatchObject({ status: 'pending_dispatch', version: 1, priority: 'normal', tags: [] });
    expect(visit.address).toMatchObject({ verified: true, timeZone: 'America/Los_Angeles' });
    expect(link.url).toBe(`https://track.example.com/t/${link.token}`);
    expect((await shown(link.token))?.view).toMatchObject({ status: 'pending_dispatch' });

    const off = await step(firm, visitId, 'en_route', { as: firm.marcus });
    expect([off.status, off.body.visit.status, off.headers['etag']]).toEqual([200, 'en_route', '"2"']);
    expect(await driveOf(firm.marcus.memberId)).toMatchObject({
      visitId,
      trip: 1,
      site: { radiusMeters: 91.44 },
    });
    expect(await shown(link.token)).toMatchObject({ trip: 1, view: { status: 'en_route' } });

    expect(await arriveBySystem({ visitId, trip: 1, evidence: EVIDENCE, now: Date.now() })).toBe('arrived');
    expect(await arriveBySystem({ visitId, trip: 1, evidence: EVIDENCE, now: Date.now() })).toBe(
      'not_en_route',
    );
    expect(await driveOf(firm.marcus.memberId)).toBeUndefined();

    const done = await step(firm, visitId, 'completed', { as: firm.marcus });
    expect(done.body.visit).toMatchObject({ status: 'completed', version: 4 });
    const last = await shown(link.token);
    expect(last?.view).not.toHaveProperty('address');
    expect(isViewable(last as never, Date.now() + 23.9 * 3_600_000)).toBe(true);
    expect(isViewable(last as never, Date.now() + 24.1 * 3_600_000)).toBe(false);

    expect((await timeline(visitId)).map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['visit.created', undefined, 'pending_dispatch'],
      ['visit.en_route', 'pending_dispatch', 'en_route'],
      ['visit.arrived', 'en_route', 'arrived'],
      ['visit.completed', 'arrived', 'completed'],
    ]);
    expect((await timeline(visitId))[2]).toMatchObject({ by: { role: 'system' }, evidence: EVIDENCE });
  });

  it('has no link at all once it is cancelled', async () => {
    const { visitId, link } = await fresh();
    expect((await step(firm, visitId, 'cancelled')).status).toBe(400);
    expect((await step(firm, visitId, 'cancelled', { body: { reason: 'called off' } })).status).toBe(200);
    expect(await shown(link.token)).toBeUndefined();
    for (const key of ['GET /visits/{visitId}/link', 'POST /visits/{visitId}/link']) {
      expect((await call(key, { as: firm.desk, path: { visitId } })).status).toBe(409);
    }
  });
});

describe('a technician', () => {
  it('is on the way to one visit at most', async () => {
    const { visitId } = await fresh();
    const other = await book(firm);
    await step(firm, visitId, 'en_route');
    const refused = await step(firm, other.visitId, 'en_route');
    expect([refused.status, refused.body.conflictingVisitId]).toEqual([409, visitId]);
    await step(firm, visitId, 'dispatched', { body: { reason: 'not yet' } });
    expect((await step(firm, other.visitId, 'en_route')).status).toBe(200);
  });

  it('cannot be sent to two places by two people at once', async () => {
    const { visitId } = await fresh();
    const other = await book(firm);
    const answers = await Promise.all([visitId, other.visitId].map((id) => step(firm, id, 'en_route')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('finds only what is assigned to them', async () => {
    const { visitId } = await fresh();
    const as = firm.nina;
    expect((await call('GET /visits/{visitId}', { as, path: { visitId } })).status).toBe(404);
    expect((await step(firm, visitId, 'dispatched', { as })).status).toBe(404);
    expect((await call('GET /visits', { as, query: { day: tomorrow() } })).body.visits).toEqual([]);
  });

  it('who is replaced on the way is off the link and the road at that instant', async () => {
    const { visitId, link } = await fresh();
    await step(firm, visitId, 'en_route');
    const { body } = await assign(visitId, firm.nina.memberId);
    expect(body.visit).toMatchObject({ status: 'pending_dispatch', technicianIds: [firm.nina.memberId] });
    expect(await driveOf(firm.marcus.memberId)).toBeUndefined();
    const item = await shown(link.token);
    expect(item).not.toHaveProperty('trip');
    expect(item?.view.technician).toEqual({ firstName: 'Nina' });
    const gone = await call('GET /visits/{visitId}', { as: firm.marcus, path: { visitId } });
    expect(gone.status).toBe(404);
    expect((await step(firm, visitId, 'en_route', { as: firm.nina })).body.visit.status).toBe('en_route');
  });

  it('from another account, unknown, inactive, or no technician cannot be assigned', async () => {
    const { visitId } = await fresh();
    const rival = await aCompany();
    for (const id of [rival.marcus.memberId, 'nobody', firm.desk.memberId]) {
      const answer = await assign(visitId, firm.marcus.memberId, id);
      expect([answer.status, answer.body.errors?.[0].pointer]).toEqual([422, '/technicianIds/1']);
    }
  });
});

const tomorrow = () =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' }).format(Date.now() + 24 * 3_600_000);

describe('two people at once', () => {
  it('both succeed with the same step, which is taken once', async () => {
    const { visitId } = await fresh();
    const answers = await Promise.all([1, 2, 3].map(() => step(firm, visitId, 'dispatched')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await timeline(visitId)).map(({ kind }) => kind)).toEqual(['visit.created', 'visit.dispatched']);
  });

  it('with different steps, one wins and the other is told what is possible now', async () => {
    const { visitId } = await fresh();
    const visit = await findVisit(visitId);
    const account = await findAccount(firm.accountId, Date.now());
    if (!visit || !account) throw new Error('There is no visit to act on.');
    // Both have read the same copy, as those do who tap in the same instant.
    const ask = (to: 'dispatched' | 'cancelled') =>
      changeStatus({ visit, account, to, by: firm.desk, now: Date.now(), reason: 'because' });
    const answers = await Promise.allSettled([ask('dispatched'), ask('cancelled')]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = answers.find((answer) => answer.status === 'rejected')?.reason;
    expect([refused.status, refused.extras]).toEqual([409, { allowed: expect.any(Array) }]);
  });

  it('is overtaken, not asked for a reason, where the other’s step made theirs a correction', async () => {
    const { visitId } = await fresh();
    const visit = await findVisit(visitId);
    const account = await findAccount(firm.accountId, Date.now());
    if (!visit || !account) throw new Error('There is no visit to act on.');
    await step(firm, visitId, 'en_route');
    const late = changeStatus({ visit, account, to: 'dispatched', by: firm.desk, now: Date.now() });
    await expect(late).rejects.toMatchObject({ status: 409, slug: 'overtaken' });
  });

  it('changing different things, both are kept', async () => {
    const { visitId } = await fresh();
    await Promise.all([patch(visitId, { notes: 'dog' }), step(firm, visitId, 'dispatched')]);
    const { body } = await call('GET /visits/{visitId}', { as: firm.desk, path: { visitId } });
    expect(body.visit).toMatchObject({ notes: 'dog', status: 'dispatched', version: 3 });
  });
});

describe('a stale version', () => {
  it('is refused before the state is looked at, and after what is wrong in itself', async () => {
    const { visitId } = await fresh();
    await step(firm, visitId, 'dispatched');
    const stale = { 'if-match': '"1"' };
    expect((await patch(visitId, { notes: 'x' }, stale)).status).toBe(412);
    expect((await step(firm, visitId, 'completed', { headers: stale })).status).toBe(412);
    expect((await step(firm, visitId, 'completed')).status).toBe(409);
    expect((await patch(visitId, { notes: 7 }, stale)).status).toBe(400);
    expect((await patch(visitId, { notes: 'x' }, { 'if-match': '"2"' })).status).toBe(200);
  });
});

describe('what happens while somebody is on the way', () => {
  it('another address is another drive', async () => {
    const { visitId, link } = await fresh();
    await step(firm, visitId, 'en_route');
    const address = { line: '9 Elm St', lat: 37.78, lng: -122.41 };
    expect((await patch(visitId, { address })).status).toBe(200);
    expect(await driveOf(firm.marcus.memberId)).toMatchObject({ trip: 2, site: { lat: 37.78 } });
    expect(await shown(link.token)).toMatchObject({ trip: 2, view: { address: { line: '9 Elm St' } } });
  });

  it('the window stays', async () => {
    const { visitId } = await fresh();
    await step(firm, visitId, 'en_route');
    const window = { start: hoursFromNow(48), end: hoursFromNow(49) };
    expect((await patch(visitId, { window })).status).toBe(409);
  });

  it('an undone arrival waits for the circle to be left', async () => {
    const { visitId } = await fresh();
    await step(firm, visitId, 'en_route');
    await step(firm, visitId, 'arrived');
    expect((await step(firm, visitId, 'en_route', { body: { reason: 'next door' } })).status).toBe(200);
    expect(await driveOf(firm.marcus.memberId)).toMatchObject({ trip: 2, mustLeaveFirst: true });
    expect(await arriveBySystem({ visitId, trip: 1, evidence: EVIDENCE, now: Date.now() })).toBe(
      'not_en_route',
    );
  });
});

describe('a technician whom the system saw arriving', () => {
  const undo = (visitId: string, as = firm.marcus) => step(firm, visitId, 'en_route', { as });

  it('takes it back within two minutes, and the drive goes on until the circle was left', async () => {
    const { visitId, link } = await fresh();
    await step(firm, visitId, 'en_route', { as: firm.marcus });
    await arriveBySystem({ visitId, trip: 1, evidence: EVIDENCE, now: Date.now() });
    const { body } = await call('GET /visits/{visitId}', { as: firm.marcus, path: { visitId } });
    expect(Date.parse(body.visit.undoableUntil) - Date.parse(body.visit.updatedAt)).toBe(120_000);

    const undone = await undo(visitId);
    expect([undone.status, undone.body.visit.status]).toEqual([200, 'en_route']);
    expect(undone.body.visit).not.toHaveProperty('undoableUntil');
    expect(await driveOf(firm.marcus.memberId)).toMatchObject({
      trip: 2,
      continues: true,
      mustLeaveFirst: true,
    });
    expect(await shown(link.token)).toMatchObject({ trip: 2, view: { status: 'en_route' } });
    expect((await timeline(visitId)).at(-1)).toMatchObject({
      kind: 'visit.arrival_undone',
      by: { role: 'technician', memberId: firm.marcus.memberId },
    });
  });

  it('not later, nor what somebody has tapped, nor what they do not drive to', async () => {
    const { visitId } = await fresh();
    await assign(visitId, firm.marcus.memberId, firm.nina.memberId);
    await step(firm, visitId, 'en_route', { as: firm.marcus });
    await arriveBySystem({ visitId, trip: 1, evidence: EVIDENCE, now: Date.now() - 121_000 });
    const late = await undo(visitId);
    expect([late.status, late.body.allowed]).toEqual([409, ['completed']]);
    expect((await undo(visitId, firm.nina)).status).toBe(403);
    await step(firm, visitId, 'en_route', { body: { reason: 'next door' } });
    await step(firm, visitId, 'arrived', { as: firm.marcus });
    expect((await undo(visitId)).status).toBe(403);
  });
});

describe('a link', () => {
  it('that is replaced is dead at once, and the new one works', async () => {
    const { visitId, link } = await fresh();
    const { status, body } = await call('POST /visits/{visitId}/link', { as: firm.desk, path: { visitId } });
    expect(status).toBe(201);
    expect(await shown(link.token)).toBeUndefined();
    expect((await shown(body.token))?.view.status).toBe('pending_dispatch');
    expect((await call('GET /visits/{visitId}/link', { as: firm.desk, path: { visitId } })).body).toEqual(
      body,
    );
  });

  it('is texted when asked for, unless the account keeps that from its dispatchers', async () => {
    const { visitId } = await fresh();
    const ask = (as = firm.desk) => call('POST /visits/{visitId}/link/text', { as, path: { visitId } });
    expect((await ask()).status).toBe(202);
    await call('PUT /settings', { as: firm.owner, body: { permissions: { dispatchersSendLinks: false } } });
    expect((await ask()).status).toBe(403);
    expect((await ask(firm.owner)).status).toBe(202);
    await expect(book(firm, { sendLink: true })).rejects.toThrow('403');
    const kinds = (await timeline(visitId)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'visit.link_text_requested')).toHaveLength(2);
  });

  it('of a completed visit is gone at once when the account keeps nothing', async () => {
    firm = await aCompany();
    await call('PUT /settings', { as: firm.owner, body: { link: { retentionHours: 0 } } });
    const { visitId, link } = await book(firm);
    await step(firm, visitId, 'en_route');
    await step(firm, visitId, 'completed');
    expect(isViewable((await shown(link.token)) as never, Date.now())).toBe(false);
  });
});
