import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTown } from '../../../local/town/town.ts';
import {
  AlreadyInProgress,
  idempotencyOf,
  idempotencyWrite,
} from '../../../shared/kernel/idempotency-store.ts';
import { transact } from '../../../shared/kernel/table.ts';
import {
  aCompany,
  book,
  type Company,
  call,
  hoursFromNow,
  newPhone,
  newVisit,
  startDoors,
  step,
} from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
let firm: Company;

beforeAll(async () => {
  doors = await startDoors();
  firm = await aCompany();
});
afterAll(() => doors.stop());

const create = (body: object, headers = {}) => call('POST /visits', { as: firm.desk, body, headers });
const timeline = async (visitId: string) =>
  (await call('GET /visits/{visitId}/timeline', { as: firm.desk, path: { visitId } })).body.entries.map(
    ({ kind }: { kind: string }) => kind,
  );

describe('a request that is repeated', () => {
  it('under the same Idempotency-Key makes one visit, even all at once', async () => {
    const body = newVisit(firm);
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all([1, 2, 3, 4].map(() => create(body, headers)));
    answers.push(await create(body, headers));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.body.link.token)).size).toBe(1);
    expect((await create({ ...body, job: 'Another' }, headers)).status).toBe(422);
  });

  it('with the same externalId finds the visit that exists, even all at once', async () => {
    const externalId = `crm-${randomUUID()}`;
    const answers = await Promise.all([1, 2, 3, 4].map(() => create(newVisit(firm, { externalId }))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect(new Set(answers.map((answer) => answer.body.visit.visitId)).size).toBe(1);
    const rival = await aCompany();
    const theirs = await call('POST /visits', { as: rival.desk, body: newVisit(rival, { externalId }) });
    expect(theirs.status).toBe(201);
  });

  it('acts anew once its key is a day old, although the store still holds it', async () => {
    const use = (now: number, visitId: string) => {
      const guard = idempotencyOf('member_1', 'POST /visits', 'monday', '{}', now);
      return transact([idempotencyWrite(guard, { visitId })]);
    };
    const now = Date.now();
    await use(now, 'first');
    await expect(use(now + 86_300_000, 'early')).rejects.toThrow(AlreadyInProgress);
    await use(now + 86_400_000, 'second');
  });

  it('does not take a step again that was taken back since', async () => {
    const { visitId } = await book(firm);
    const headers = { 'idempotency-key': randomUUID() };
    await step(firm, visitId, 'dispatched', { headers });
    await step(firm, visitId, 'pending_dispatch', { body: { reason: 'mistake' } });
    const again = await step(firm, visitId, 'dispatched', { headers });
    expect([again.status, again.body.visit.status]).toEqual([200, 'pending_dispatch']);
  });
});

describe('a customer', () => {
  it('is the same by the same number, even made all at once, under the name the visit was booked for', async () => {
    const phone = newPhone();
    const names = ['Dana Whitfield', 'Sam Whitfield', 'D. W.'];
    const visits = await Promise.all(names.map((name) => book(firm, { customer: { name, phone } })));
    expect(new Set(visits.map(({ visit }) => visit.customer.customerId)).size).toBe(1);
    expect(visits.map(({ visit }) => visit.customer.name)).toEqual(names);
  });

  it('is the same by the number that is dialled, however it was written down', async () => {
    const [abroad, athome] = ['+442079460958', '+4402079460958'];
    const [{ visit }, other] = [
      await book(firm, { customer: { name: 'Ada', phone: athome } }),
      await book(firm, { customer: { name: 'Ada', phone: abroad } }),
    ];
    expect([visit.customer.phone, other.visit.customer]).toEqual([abroad, visit.customer]);
    const found = await call('GET /customers', { as: firm.desk, query: { query: athome } });
    expect(found.body.customers).toHaveLength(1);
  });

  it('can be named by id, if it is one’s own', async () => {
    const { visit } = await book(firm);
    const { customerId } = visit.customer;
    expect((await create(newVisit(firm, { customer: undefined, customerId }))).status).toBe(201);
    const rival = await aCompany();
    const body = newVisit(rival, { customer: undefined, customerId });
    const theirs = await call('POST /visits', { as: rival.desk, body });
    expect([theirs.status, theirs.body.errors[0].pointer]).toEqual([422, '/customerId']);
  });
});

describe('an address', () => {
  it('is looked up when nobody says where it is', async () => {
    const line = createTown().findAddress('48 Willow Ln')?.line;
    const { visit } = await book(firm, { address: { line } });
    expect(visit.address).toMatchObject({ verified: true, lat: expect.any(Number) });
  });

  it('that cannot be found is kept as it is, unverified', async () => {
    const { visit } = await book(firm, { address: { line: 'somewhere over the rainbow' } });
    expect(visit.address).toEqual({
      line: 'somewhere over the rainbow',
      verified: false,
      timeZone: 'America/Los_Angeles',
    });
  });
});

describe('a new visit', () => {
  it('keeps half an emoji as the character for what is lost', async () => {
    const raw = JSON.stringify(newVisit(firm, { job: 'JOB' })).replace('JOB', 'Leak \\ud83d');
    const { status, body } = await call('POST /visits', { as: firm.desk, raw });
    expect([status, body.visit?.job]).toEqual([201, 'Leak \ufffd']);
  });

  it('has its names on one line, as texts need them', async () => {
    const customer = { name: ' Dana\n\u0000\u202eWhitfield ', phone: newPhone() };
    expect((await book(firm, { customer })).visit.customer.name).toBe('Dana Whitfield');
  });

  it('has the link texted when asked for, or when the account says so', async () => {
    const asked = await book(firm, { sendLink: true });
    expect(await timeline(asked.visitId)).toEqual(['visit.created', 'visit.link_text_requested']);
    expect(await timeline((await book(firm)).visitId)).toEqual(['visit.created']);
    const keen = await aCompany();
    await call('PUT /settings', { as: keen.owner, body: { messages: { booked: { enabled: true } } } });
    const { visitId } = await book(keen);
    const { body } = await call('GET /visits/{visitId}/timeline', { as: keen.desk, path: { visitId } });
    expect(body.entries).toHaveLength(2);
  });

  it.each([
    ['no customer', 400, '/customer', { customer: undefined }],
    ['no window', 400, '/window', { window: undefined }],
    [
      'a day instead of an instant',
      400,
      '/window/start',
      { window: { start: '2026-11-20', end: hoursFromNow(2) } },
    ],
    ['a priority of its own', 400, '/priority', { priority: 'whenever' }],
    [
      'a window that ends before it starts',
      422,
      '/window/end',
      { window: { start: hoursFromNow(2), end: hoursFromNow(1) } },
    ],
    [
      'a window in the year 9999',
      422,
      '/window/start',
      { window: { start: '9999-12-31T23:59:59-12:00', end: '9999-12-31T23:59:59-13:00' } },
    ],
    ['a phone of seven digits', 422, '/customer/phone', { customer: { name: 'Dana', phone: '+1234567' } }],
    ['a phone without a plus', 422, '/customer/phone', { customer: { name: 'Dana', phone: '4155550123' } }],
    ['a latitude of 91', 422, '/address/lat', { address: { line: 'x', lat: 91, lng: 0 } }],
    ['half a place', 422, '/address/lng', { address: { line: 'x', lat: 9 } }],
    [
      'a time zone nobody lives in',
      422,
      '/address/timeZone',
      { address: { line: 'x', timeZone: 'Mars/Base' } },
    ],
    ['nobody’s technician', 422, '/technicianIds/0', { technicianIds: ['nobody'] }],
    ['an empty name', 422, '/customer/name', { customer: { name: '  ', phone: '+14155550123' } }],
  ])('with %s is refused, and nothing of it is kept', async (_, status, pointer, wrong) => {
    const externalId = randomUUID();
    const answer = await create(newVisit(firm, { ...wrong, externalId }));
    expect([answer.status, answer.body.errors.map((error: { pointer: string }) => error.pointer)]).toEqual([
      status,
      expect.arrayContaining([pointer]),
    ]);
    expect((await create(newVisit(firm, { externalId }))).status).toBe(201);
  });
});
