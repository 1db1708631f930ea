import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordUnsent } from '../../../shared/messaging/message-store.ts';
import { countPageView } from '../../../shared/public/page-views/page-view-store.ts';
import { keepReport, type LookAgain } from '../../../shared/reports/keep-report.ts';
import { dayAt } from '../../../shared/visits/local-day.ts';
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
beforeAll(async () => {
  doors = await startDoors();
});
afterAll(() => doors?.stop());

const again: [string, number][] = [];
const lookAgain: LookAgain = async (name, dueAt) => void again.push([name, dueAt]);
const happens = (visitId: string, kind = 'visit.arrived', now = Date.now()) =>
  keepReport({ kind, visitId }, now, lookAgain);
/** The account's days from yesterday to the day after tomorrow. */
const period = () => {
  const day = (from: number) => dayAt(Date.now() + from * 86_400_000, 'America/Los_Angeles');
  return { from: day(-1), to: day(2) };
};
const report = async ({ desk }: Company) =>
  (await call('GET /reports/summary', { as: desk, query: period() })).body;

describe('reports', () => {
  it('count a fact that is told twice, or by several at once, once', async () => {
    const firm = await aCompany();
    const { visitId } = await book(firm);
    for (const status of ['en_route', 'arrived']) await step(firm, visitId, status, { as: firm.marcus });
    await happens(visitId);
    await Promise.all([happens(visitId), happens(visitId), happens(visitId)]);
    expect((await report(firm)).total).toMatchObject({ visits: 1, arrivals: 1, onTimeRate: 1 });
    const { technicians } = await report(firm);
    expect(technicians).toMatchObject([{ memberId: firm.marcus.memberId, name: 'Marcus Bell', arrivals: 1 }]);
  });

  it('follow a visit to another day, to another technician, and away', async () => {
    const firm = await aCompany();
    const { visitId } = await book(firm);
    await happens(visitId);
    const [first] = (await report(firm)).days;
    const window = { start: hoursFromNow(26), end: hoursFromNow(27) };
    const path = { visitId };
    await call('PATCH /visits/{visitId}', { as: firm.desk, path, body: { window } });
    const technicianIds = [firm.nina.memberId];
    await call('PUT /visits/{visitId}/technicians', { as: firm.desk, path, body: { technicianIds } });
    await happens(visitId);
    const moved = await report(firm);
    expect(moved.total.visits).toBe(1);
    expect(moved.days.filter(({ visits }: { visits: number }) => visits > 0)).toHaveLength(1);
    expect(moved.days.at(-1).day > first.day).toBe(true);
    expect(moved.technicians.at(-1)).toMatchObject({ name: 'Nina Hart', visits: 1 });
    await step(firm, visitId, 'cancelled', { body: { reason: 'ill' } });
    await happens(visitId, 'visit.cancelled');
    expect((await report(firm)).total).toMatchObject({ visits: 0, cancelled: 1 });
  });

  it('look again a day after a visit, for what became of its messages and its page', async () => {
    const firm = await aCompany();
    const { visitId } = await book(firm);
    for (const status of ['en_route', 'arrived', 'completed']) await step(firm, visitId, status);
    const now = Date.now();
    again.splice(0);
    await happens(visitId, 'visit.completed', now);
    expect(again).toEqual([[`report-${visitId}-visit.completed`, Math.ceil(now / 1000) + 25 * 3600]]);
    const key = { visitId, kind: 'arrived', occasion: 'once', asked: 'sms' } as const;
    const draft = { channel: 'sms', to: '+14155550123', text: '{link}', generation: 1, segments: 1 } as const;
    await recordUnsent(key, draft, { state: 'sent', providerId: 'p' } as never, now);
    await countPageView(visitId, 'somebody');
    await happens(visitId, 'report.due');
    expect((await report(firm)).total).toMatchObject({
      completed: 1,
      linkOpenRate: 1,
      messages: { sent: 1 },
    });
    expect(again).toHaveLength(1);
  });

  it('of a visit that is not there are nothing', async () => {
    await happens('visit_nowhere');
  });

  it('are the account’s own, as JSON and as a table, of a quarter at most', async () => {
    const [firm, rival] = [await aCompany(), await aCompany()];
    const { visitId } = await book(firm);
    await happens(visitId);
    expect((await report(rival)).total.visits).toBe(0);
    const ask = (query: Record<string, string>, headers = {}) =>
      call('GET /reports/summary', { as: firm.desk, query, headers });
    const table = await ask(period(), { accept: 'text/csv' });
    expect(table.body).toMatch(/^day,memberId,technician,visits,.*\r\n.*,Marcus Bell,1,/);
    const of = async (memberId: string) => (await ask({ ...period(), memberId })).body.total.visits;
    expect([await of(firm.marcus.memberId), await of(firm.nina.memberId)]).toEqual([1, 0]);
    const pointers = await Promise.all(
      [
        { from: '2026-11-02', to: '2026-11-01' },
        { from: '2026-01-01', to: '2026-04-04' },
        { from: '2026-01-01', to: '2026-04-03' },
        { from: 'today', to: '2026-04-03' },
      ].map(async (query) => (await ask(query)).status),
    );
    expect(pointers).toEqual([422, 422, 200, 400]);
  });
});
