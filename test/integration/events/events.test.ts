import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as showFact } from '../../../functions/live/show-fact.ts';
import { LONGEST_EVENT } from '../../../shared/events/event-store.ts';
import { documents, recordsTable } from '../../../shared/kernel/table.ts';
import { instant } from '../../../shared/kernel/time.ts';
import { welcomeOffice } from '../../../shared/live/answer-office.ts';
import { makeTicket } from '../../../shared/live/make-ticket.ts';
import { factEventOf } from '../../../shared/visits/fact-event.ts';
import { type Sockets, startSockets } from '../../support/sockets.ts';
import { aCompany, type Company, call, startDoors, type Who } from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
let sockets: Sockets;
let firm: Company;
beforeAll(async () => {
  doors = await startDoors();
  sockets = await startSockets();
  firm = await aCompany();
});
afterAll(async () => {
  await Promise.all([doors?.stop(), sockets?.stop()]);
});

/** Los Angeles, eight hours behind in November. */
const at = (day: string, hour = 9) => instant(Date.parse(`${day}T00:00:00-08:00`) + hour * 3_600_000);
const from = (day: string, hour: number, hours: number) => ({
  start: at(day, hour),
  end: at(day, hour + hours),
});
const create = (body: object, as: Who = firm.desk, more: object = {}) =>
  call('POST /events', { as, body: { title: 'Training', ...body }, ...more });
const change = (eventId: string, body: object, as: Who = firm.desk) =>
  call('PATCH /events/{eventId}', { as, path: { eventId }, body });
const titles = async (as: Who, query: Record<string, string>) =>
  (await call('GET /events', { as, query })).body.events.map(({ title }: { title: string }) => title);

describe('events of a day', () => {
  it('are those that touch it by the account’s clock, as they begin; a technician sees their own', async () => {
    const company = await aCompany();
    const put = (title: string, window: object, memberIds: string[] = []) =>
      create({ title, window, memberIds }, company.desk);
    const { marcus, nina } = company;
    await put('from the day before', from('2026-11-23', 20, 5), [marcus.memberId]);
    await put('ends as it begins', from('2026-11-23', 20, 4));
    await put('in it', from('2026-11-24', 9, 2), [nina.memberId]);
    await put('begins as it ends', from('2026-11-24', 24, 1));
    await put('since September', { start: at('2026-09-24', 10), end: at('2026-11-24', 8) });
    const day = { day: '2026-11-24' };
    expect(await titles(company.desk, day)).toEqual(['since September', 'from the day before', 'in it']);
    expect(await titles(marcus, day)).toEqual(['since September', 'from the day before']);
    expect(await titles(company.desk, { ...day, days: '2' })).toHaveLength(4);
    expect(await titles((await aCompany()).desk, day)).toEqual([]);
  });

  it.each([
    ['0', 422],
    ['42', 200],
    ['43', 422],
    ['a', 422],
  ])('are asked for by %s days: %i', async (days, status) => {
    expect((await call('GET /events', { as: firm.desk, query: { days } })).status).toBe(status);
  });
});

describe('an event', () => {
  it('is created once for a key, changed in part, and gone when it is deleted', async () => {
    const window = from('2026-12-01', 9, 1);
    const headers = { 'idempotency-key': 'training' };
    const body = { window, notes: 'Bring boots', memberIds: [firm.marcus.memberId, firm.marcus.memberId] };
    const [first, again] = [
      await create(body, firm.desk, { headers }),
      await create(body, firm.desk, { headers }),
    ];
    expect([first.status, again.body]).toEqual([201, first.body]);
    const { event } = first.body;
    expect(event).toMatchObject({ memberIds: [firm.marcus.memberId], allDay: false, version: 1 });
    const changed = await change(event.eventId, { title: 'Course', allDay: true, notes: null });
    expect(changed.body.event).toMatchObject({ title: 'Course', window, allDay: true, version: 2 });
    expect(changed.body.event).not.toHaveProperty('notes');
    const path = { eventId: event.eventId };
    expect((await call('DELETE /events/{eventId}', { as: firm.desk, path })).status).toBe(204);
    expect((await change(event.eventId, {})).status).toBe(404);
    expect(await titles(firm.desk, { day: '2026-12-01' })).toEqual([]);
  });

  it('loses nothing when two change it at once', async () => {
    const { event } = (await create({ window: from('2026-12-02', 9, 1) })).body;
    await Promise.all([
      change(event.eventId, { title: 'Course' }),
      change(event.eventId, { notes: 'Bring boots' }),
    ]);
    expect((await change(event.eventId, { allDay: false })).body.event).toMatchObject({
      title: 'Course',
      notes: 'Bring boots',
      version: 4,
    });
  });

  const start = at('2026-12-03');
  const lasting = (ms: number) => ({ window: { start, end: instant(Date.parse(start) + ms) } });
  it.each<[string, number, object]>([
    ['/window/end', 422, lasting(0)],
    ['/window/end', 422, lasting(LONGEST_EVENT + 1)],
    ['/memberIds/0', 422, { ...lasting(1), memberIds: ['member_nobody'] }],
    ['/memberIds/1', 422, { ...lasting(1), memberIds: ['account_1-marcus', 'account_2-marcus'] }],
    ['/title', 422, { ...lasting(1), title: ' ' }],
    ['/window', 400, {}],
  ])('cannot have an impossible %s: %i', async (pointer, status, body) => {
    const answer = await create(body);
    expect([answer.status, answer.body.errors?.[0].pointer]).toEqual([status, pointer]);
  });

  it('may be as short and as long as that', async () => {
    expect((await create(lasting(1))).status).toBe(201);
    expect((await create(lasting(LONGEST_EVENT))).status).toBe(201);
  });
});

it('boards that are open are told of it, as it is by then', async () => {
  const company = await aCompany();
  const page = sockets.open();
  const { ticket } = await makeTicket(company.desk, Date.now());
  await welcomeOffice(page.id, ticket, Date.now());
  page.told.splice(0);
  const { event } = (await create({ window: from('2026-12-04', 9, 1) }, company.desk)).body;
  const { Items: facts = [] } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      KeyConditionExpression: 'pk = :event AND begins_with(sk, :facts)',
      ExpressionAttributeValues: { ':event': `EVENT#${event.eventId}`, ':facts': 'FACT#' },
    }),
  );
  expect(facts.map((fact) => fact['kind'])).toEqual(['event.created']);
  const { accountId } = company;
  const detail = { accountId, eventId: event.eventId, kind: 'event.created' };
  const happened = () => showFact({ detail } as never);
  await happened();
  const path = { eventId: event.eventId };
  await call('DELETE /events/{eventId}', { as: company.desk, path });
  await happened();
  expect(page.told).toEqual([
    { type: 'event', event },
    { type: 'event_deleted', eventId: event.eventId },
  ]);
  expect(factEventOf({ eventId: { S: 'event_1' }, version: { N: '2' } })).toEqual({
    eventId: 'event_1',
    version: 2,
  });
});
