import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alertIdOf, type Occurrence } from '../../../shared/alerts/alert.ts';
import { raiseAlert } from '../../../shared/alerts/raise-alert.ts';
import { documents, recordsTable } from '../../../shared/kernel/table.ts';
import { DAY, MINUTE } from '../../../shared/kernel/time.ts';
import { aCompany, type Company, call, startDoors } from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
let firm: Company;
beforeAll(async () => {
  doors = await startDoors();
});
afterAll(() => doors.stop());
beforeEach(async () => {
  firm = await aCompany();
});

const late = (more: Partial<Occurrence> = {}): Occurrence => ({
  accountId: firm.accountId,
  kind: 'late',
  subject: 'visit_1',
  occasion: '2026-11-20T17:00:00.000Z',
  visitId: 'visit_1',
  text: 'LATE: Marcus has not arrived at Dana Whitfield - 30 min overdue.',
  ...more,
});
const list = async (query: Record<string, string> = {}, as = firm.desk) =>
  (await call('GET /alerts', { as, query })).body;
const acknowledge = (alertId: string, as = firm.desk) =>
  call('POST /alerts/{alertId}/acknowledge', { as, path: { alertId } });
const texts = async (query: Record<string, string> = {}) =>
  (await list(query)).alerts.map(({ text }: { text: string }) => text);

describe('an alert', () => {
  it('is raised once for its kind, subject and occasion, and again for every other', async () => {
    const now = Date.now();
    expect(await raiseAlert(late(), now)).toBe(true);
    expect(await raiseAlert(late({ text: 'Told otherwise' }), now + MINUTE)).toBe(false);
    const others = [{ kind: 'auto_closed' }, { subject: 'visit_2' }, { occasion: 'another' }] as const;
    for (const other of others) expect(await raiseAlert(late(other), now)).toBe(true);
    expect((await list()).alerts).toHaveLength(4);
  });

  it('that two raise at once is one', async () => {
    const first = await Promise.all([1, 2, 3].map(() => raiseAlert(late(), Date.now())));
    expect(first.filter(Boolean)).toHaveLength(1);
    expect((await list()).alerts).toHaveLength(1);
  });

  it('is seen to by the first who says so, and stays that way', async () => {
    await raiseAlert(late(), Date.now());
    const [{ alertId }] = (await list({ open: 'true' })).alerts;
    const { body } = await acknowledge(alertId);
    expect(body.alert).toMatchObject({ alertId, kind: 'late', acknowledgedBy: firm.desk.memberId });
    expect((await acknowledge(alertId, firm.owner)).body).toEqual(body);
    expect((await list({ open: 'true' })).alerts).toEqual([]);
    expect((await list({ open: 'false' })).alerts).toEqual([body.alert]);
    expect(await raiseAlert(late(), Date.now())).toBe(false);
    expect((await list()).alerts).toEqual([body.alert]);
  });

  it('that two see to at once has one who did, for both', async () => {
    await raiseAlert(late(), Date.now());
    const [{ alertId }] = (await list()).alerts;
    const answers = await Promise.all([firm.desk, firm.owner].map((as) => acknowledge(alertId, as)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
  });

  it('puts on its own timeline what goes on the bus: ids, and never its words', async () => {
    await raiseAlert(late({ memberId: 'marcus' }), Date.now());
    const [{ alertId, at }] = (await list()).alerts;
    await acknowledge(alertId);
    const { Items = [] } = await documents.send(
      new QueryCommand({
        TableName: recordsTable(),
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :facts)',
        ExpressionAttributeValues: { ':pk': `ALERT#${alertId}`, ':facts': 'FACT#' },
      }),
    );
    expect(Items.map(({ kind }) => kind)).toEqual(['alert.acknowledged', 'alert.raised']);
    expect(Items[1]).toMatchObject({ type: 'fact', alertId, at, alertKind: 'late', memberId: 'marcus' });
    expect(JSON.stringify(Items)).not.toContain('Dana');
  });

  it('is there for 30 days, seen to or not', async () => {
    const now = Date.now();
    const [young, old] = [late({ text: 'young' }), late({ occasion: 'long ago' })];
    await raiseAlert(young, now - 30 * DAY + MINUTE);
    await raiseAlert(old, now - 30 * DAY - MINUTE);
    expect(await texts()).toEqual(['young']);
    expect((await acknowledge(alertIdOf(old))).status).toBe(404);
    expect((await acknowledge(alertIdOf(young))).status).toBe(200);
  });
});

describe('alerts', () => {
  it('are listed the newest first, page by page, whoever has seen to some', async () => {
    const now = Date.now();
    const names = Array.from({ length: 60 }, (_, index) => `number ${index}`);
    for (const [index, name] of names.entries()) {
      await raiseAlert(late({ occasion: name, text: name }), now - index * MINUTE);
    }
    const { alerts } = await list({ open: 'true' });
    for (const { alertId } of alerts.slice(0, 5)) await acknowledge(alertId);
    const first = await list();
    const second = await list({ cursor: first.cursor });
    expect(second.cursor).toBeUndefined();
    expect([...first.alerts, ...second.alerts].map(({ text }) => text)).toEqual(names);
    expect(await texts({ open: 'false' })).toEqual(names.slice(0, 5));
    expect(await texts({ open: 'true' })).toEqual(names.slice(5, 55));
  });

  it('of another account are nobody else’s to see', async () => {
    await raiseAlert(late(), Date.now());
    expect((await list({}, (await aCompany()).owner)).alerts).toEqual([]);
  });

  it.each([
    ['open', { open: 'yes' }],
    ['cursor', { cursor: 'none' }],
    ['cursor', { cursor: Buffer.from('visit').toString('base64url') }],
  ])('refuse a %s that is none', async (name, query) => {
    const answer = await call('GET /alerts', { as: firm.desk, query });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, `/${name}`]);
  });
});
