import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as keepTime } from '../../../functions/timesheets/keep-time.ts';
import { HOUR, instant, MINUTE } from '../../../shared/kernel/time.ts';
import { readAccount } from '../../../shared/team/account-store.ts';
import { changeStatus } from '../../../shared/visits/change-status.ts';
import { leaveSite } from '../../../shared/visits/leave-site.ts';
import type { Status, Visit } from '../../../shared/visits/visit.ts';
import { findVisit, saveVisit } from '../../../shared/visits/visit-store.ts';
import { sampleVisit } from '../../support/sample-visit.ts';
import { aCompany, type Company, call, startDoors, type Who } from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
beforeAll(async () => {
  doors = await startDoors();
});
afterAll(() => doors.stop());

const BEGAN = Date.now();
const before = (minutes: number) => BEGAN - minutes * MINUTE;
const ago = (minutes: number) => instant(before(minutes));
const PERIOD = { from: ago(24 * 60), to: instant(BEGAN + HOUR) };
const kept = ({ accountId }: Company, visitId: string) =>
  keepTime({ id: 'event_1', 'detail-type': 'a fact', detail: { visitId, accountId } } as never);
const list = async (as: Who, query: object = {}) =>
  (await call('GET /time-entries', { as, query: { ...PERIOD, ...query } })).body.entries;
const correct = (as: Who, entryId: string, body: object) =>
  call('PATCH /time-entries/{entryId}', { as, path: { entryId }, body });
const seconds = (entries: { seconds?: number }[]) => entries.map((entry) => entry.seconds);

let visits = 0;

/** A visit a technician drove to, and what happened to it, each so many minutes ago. */
async function visited(
  firm: Company,
  steps: readonly (readonly [Status, number])[],
  { memberId } = firm.marcus,
) {
  const visitId = `visited_${++visits}`;
  const { accountId } = firm;
  const setOff = { changedAt: ago(12 * 60), enRouteAt: ago(12 * 60) };
  const visit: Visit = sampleVisit({
    visitId,
    accountId,
    driverId: memberId,
    technicians: [{ memberId, firstName: 'Marcus' }],
    link: { hash: `${visits}`.padStart(64, 'b'), generation: 1, expiresAt: instant(BEGAN + 24 * HOUR) },
    ...setOff,
  });
  await saveVisit({ after: visit, facts: [], now: before(12 * 60), radiusMeters: 91.44 });
  for (const [status, minutes] of steps) await happens(firm, visitId, status, minutes);
  return visitId;
}

async function happens(firm: Company, visitId: string, to: Status, minutes: number, reason?: string) {
  const [visit, account] = [await findVisit(visitId), await readAccount(firm.accountId, BEGAN)];
  if (!visit || !account) throw new Error('There is no such visit.');
  await changeStatus({ visit, account, to, reason, by: { role: 'owner' }, now: before(minutes) });
  await kept(firm, visitId);
}

describe('time entries', () => {
  it('are made from arrivals and what ends them, each once, and taken back with an undone arrival', async () => {
    const firm = await aCompany();
    const { memberId } = firm.marcus;
    const done = await visited(firm, [
      ['arrived', 90],
      ['completed', 60],
    ]);
    await Promise.all([kept(firm, done), kept(firm, done)]);
    const left = await visited(firm, [['arrived', 50]]);
    await leaveSite({ visitId: left, trip: 1, memberId, at: before(20), now: BEGAN });
    await kept(firm, left);
    const nina = await visited(firm, [['arrived', 40]], firm.nina);
    const undone = await visited(firm, [['arrived', 15]]);
    expect(await list(firm.desk)).toHaveLength(4);
    await happens(firm, undone, 'en_route', 14, 'not there yet');

    expect(await list(firm.desk)).toMatchObject([
      {
        visitId: done,
        memberId,
        from: ago(90),
        to: ago(60),
        seconds: 1800,
        begunBy: 'office',
        endedBy: 'completed',
      },
      { visitId: left, from: ago(50), to: ago(20), endedBy: 'set_off' },
      { visitId: nina, memberId: firm.nina.memberId, from: ago(40) },
    ]);
    expect((await list(firm.desk))[2]).not.toHaveProperty('to');
    await happens(firm, undone, 'arrived', 5);
    expect(await list(firm.desk, { from: ago(10) })).toMatchObject([{ visitId: undone, from: ago(5) }]);
  });

  it('are the office’s to see, and a technician’s own', async () => {
    const [firm, rival] = [await aCompany(), await aCompany()];
    await visited(firm, [
      ['arrived', 90],
      ['completed', 60],
    ]);
    await visited(
      firm,
      [
        ['arrived', 80],
        ['completed', 50],
      ],
      firm.nina,
    );
    expect(await list(firm.owner)).toHaveLength(2);
    expect(await list(firm.desk, { memberId: firm.nina.memberId })).toMatchObject([{ from: ago(80) }]);
    expect(await list(firm.marcus)).toMatchObject([{ from: ago(90) }]);
    expect(await list(firm.marcus, { memberId: firm.nina.memberId })).toEqual([]);
    expect(await list(rival.owner)).toEqual([]);
    expect(await list(rival.owner, { memberId: firm.nina.memberId })).toEqual([]);
  });

  it('are answered as a table to whoever asks for one, without formulas', async () => {
    const firm = await aCompany();
    const sum = await firm.hire('technician', '=SUM(A1) "Sr.", II');
    const visitId = await visited(
      firm,
      [
        ['arrived', 90],
        ['completed', 60],
      ],
      sum,
    );
    const accept = { accept: 'text/csv, application/json;q=0.5' };
    const answer = await call('GET /time-entries', { as: firm.desk, query: PERIOD, headers: accept });
    const { memberId } = sum;
    expect(answer.body).toBe(
      'entryId,visitId,memberId,technician,from,to,seconds,begunBy,endedBy,correctedBecause\r\n' +
        `${visitId}.1.${memberId},${visitId},${memberId},"'=SUM(A1) ""Sr."", II",${ago(90)},${ago(60)},1800,office,completed,\r\n`,
    );
  });

  it.each([
    ['without a period', {}, 400],
    ['to a day', { to: '2026-11-20' }, 400],
    ['backwards', { from: PERIOD.to, to: PERIOD.from }, 422],
    ['of more than a month', { from: '2026-10-01T00:00:00Z', to: '2026-11-02T00:00:00Z' }, 422],
  ])('are not listed %s', async (_, query, status) => {
    const firm = await aCompany();
    const asked = Object.keys(query).length === 0 ? query : { ...PERIOD, ...query };
    expect((await call('GET /time-entries', { as: firm.desk, query: asked })).status).toBe(status);
  });
});

describe('a correction', () => {
  it('counts instead of what happened, whatever happens later, and keeps what it replaced', async () => {
    const firm = await aCompany();
    const visitId = await visited(firm, [['arrived', 90]]);
    const [{ entryId }] = await list(firm.desk);
    const first = await correct(firm.desk, entryId, { to: ago(45), reason: 'phone was off' });
    expect(first.body.entry).toMatchObject({
      from: ago(90),
      to: ago(45),
      seconds: 45 * 60,
      endedBy: 'office',
    });
    await happens(firm, visitId, 'completed', 30);
    await correct(firm.owner, entryId, { from: ago(80), reason: 'was early' });
    const [entry] = await list(firm.desk);
    expect(entry).toMatchObject({ from: ago(80), to: ago(45), begunBy: 'office', endedBy: 'office' });
    expect(entry.corrections).toMatchObject([
      { by: { role: 'dispatcher', memberId: firm.desk.memberId }, reason: 'phone was off', from: ago(90) },
      { by: { role: 'owner' }, reason: 'was early', from: ago(90), to: ago(45) },
    ]);
    expect(entry.corrections[0]).not.toHaveProperty('to');
    expect(await list(firm.desk, { from: ago(79) }), 'it began before').toEqual([]);
  });

  it.each([
    ['without a reason', { to: ago(50) }, 400],
    ['of nothing', { reason: 'just so' }, 400],
    ['that ends before it begins', { to: ago(91), reason: 'a slip' }, 422],
    ['that leaves no time', { to: ago(90), reason: 'a slip' }, 422],
    ['of more than a day', { from: ago(60 + 24 * 60 + 1), reason: 'a slip' }, 422],
    ['of another week', { from: ago(8 * 1440), to: ago(8 * 1440 - 30), reason: 'a slip' }, 422],
    ['into the future', { to: instant(BEGAN + HOUR), reason: 'a slip' }, 422],
    ['into the time at another site', { to: ago(29), reason: 'a slip' }, 409],
    ['up to the time at another site', { to: ago(30), reason: 'stayed longer' }, 200],
  ])('%s is answered as it should be', async (_, body, status) => {
    const firm = await aCompany();
    await visited(firm, [
      ['arrived', 90],
      ['completed', 60],
    ]);
    const other = await visited(firm, [
      ['arrived', 30],
      ['completed', 20],
    ]);
    await visited(firm, [['arrived', 85]], firm.nina);
    const [{ entryId }] = await list(firm.marcus);
    const answer = await correct(firm.desk, entryId, body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    if (status === 409) expect(answer.body.conflictingVisitId).toBe(other);
    expect(seconds(await list(firm.marcus))).toEqual([status === 200 ? 3600 : 1800, 600]);
  });

  it('of when it began leaves an end that nobody told where it was', async () => {
    const firm = await aCompany();
    await visited(firm, [['arrived', 90]]);
    await visited(firm, [
      ['arrived', 60],
      ['completed', 30],
    ]);
    const [open, next] = await list(firm.desk);
    expect(open).toMatchObject({ to: ago(60), endedBy: 'next_began' });

    const reason = 'Parked round the corner';
    const earlier = await correct(firm.desk, open.entryId, { from: ago(95), reason });
    expect(earlier).toMatchObject({ status: 200, body: { entry: { from: ago(95), to: ago(60) } } });
    const longer = await correct(firm.desk, next.entryId, { to: ago(20), reason });
    expect(longer).toMatchObject({ status: 200, body: { entry: { from: ago(60), to: ago(20) } } });
    const across = await correct(firm.desk, next.entryId, { from: ago(70), reason });
    expect(across).toMatchObject({ status: 409, body: { conflictingVisitId: open.visitId } });
  });

  it('is made once by two at once', async () => {
    const firm = await aCompany();
    await visited(firm, [
      ['arrived', 90],
      ['completed', 60],
    ]);
    const [{ entryId }] = await list(firm.desk);
    const answers = await Promise.all(
      [50, 40].map((to) => correct(firm.desk, entryId, { to: ago(to), reason: `until ${to}` })),
    );
    const [entry] = await list(firm.desk);
    const good = answers.filter(({ status }) => status === 200);
    expect(entry.corrections).toHaveLength(good.length);
    expect(answers.map(({ status }) => status)).toSatisfy((all: number[]) =>
      all.every((one) => one === 200 || one === 409),
    );
  });

  it('of one that was taken back is of nothing', async () => {
    const firm = await aCompany();
    const visitId = await visited(firm, [['arrived', 90]]);
    const [{ entryId }] = await list(firm.desk);
    await happens(firm, visitId, 'en_route', 80, 'not there yet');
    expect((await correct(firm.desk, entryId, { to: ago(85), reason: 'but he was' })).status).toBe(404);
  });
});
