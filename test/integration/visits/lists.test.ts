import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aCompany,
  book,
  type Company,
  call,
  newPhone,
  startDoors,
  step,
  type Who,
} from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
let firm: Company;

beforeAll(async () => {
  doors = await startDoors();
  firm = await aCompany();
});
afterAll(() => doors.stop());

const list = (query: Record<string, string>, as: Who = firm.desk) => call('GET /visits', { as, query });
const idsOf = (body: { visits: { visitId: string }[] }) => body.visits.map(({ visitId }) => visitId);
const hourFrom = (start: string) => ({
  start,
  end: new Date(Date.parse(start) + 3_600_000).toISOString(),
});
/** All pages of a list, and how many there were. */
async function pages(query: Record<string, string>) {
  const ids: string[] = [];
  let cursor: string | undefined;
  let count = 0;
  do {
    const { body } = await list({ ...query, ...(cursor && { cursor }) });
    ids.push(...idsOf(body));
    cursor = body.cursor;
    count++;
  } while (cursor && count < 20);
  return { ids, count };
}

describe('the visits of a day', () => {
  it('are those of the account’s own day, also when it lies in two UTC months and has 25 hours', async () => {
    // In Los Angeles the clocks go back on 1 November 2026: that day is 07:00Z to 08:00Z of the next.
    const windows = [
      '2026-11-01T06:59:00Z',
      '2026-11-01T07:00:00Z',
      '2026-11-02T07:59:00Z',
      '2026-11-02T08:00:00Z',
    ];
    const made = [];
    for (const start of windows) made.push((await book(firm, { window: hourFrom(start) })).visitId);
    expect(idsOf((await list({ day: '2026-11-01' })).body)).toEqual([made[1], made[2]]);
    expect(idsOf((await list({ day: '2026-10-31' })).body)).toEqual([made[0]]);
  });

  it('come in the order of their windows, in pages that neither lose nor repeat one', async () => {
    const made: string[] = [];
    for (let n = 0; n < 60; n++) {
      const start = new Date(Date.UTC(2026, 11, 31, 9, 60 - n)).toISOString();
      made.unshift((await book(firm, { window: hourFrom(start) })).visitId);
    }
    const { ids, count } = await pages({ day: '2026-12-31' });
    expect(ids).toEqual(made);
    expect(count).toBe(2);
    for (const visitId of made.slice(-2)) await step(firm, visitId, 'dispatched');
    const dispatched = await pages({ day: '2026-12-31', status: 'dispatched' });
    expect(dispatched.ids).toEqual(made.slice(-2));
  });

  it('are for a technician their own, whatever they ask for', async () => {
    const day = '2027-01-15';
    const window = hourFrom('2027-01-15T18:00:00Z');
    const { visitId: his } = await book(firm, { window });
    const { visitId: hers } = await book(firm, { window, technicianIds: [firm.nina.memberId] });
    const { visitId: both } = await book(firm, {
      window,
      technicianIds: [firm.nina.memberId, firm.marcus.memberId],
    });
    expect(idsOf((await list({ day }, firm.marcus)).body).sort()).toEqual([both, his].sort());
    expect(idsOf((await list({ day, technicianId: firm.nina.memberId }, firm.marcus)).body)).toEqual([]);
    expect(idsOf((await list({ day, technicianId: firm.nina.memberId })).body).sort()).toEqual(
      [both, hers].sort(),
    );
  });

  it('of another account’s technician are none', async () => {
    const rival = await aCompany();
    await book(rival, { window: hourFrom('2027-01-20T18:00:00Z') });
    const { body } = await list({ day: '2027-01-20', technicianId: rival.marcus.memberId });
    expect(body).toEqual({ visits: [] });
  });

  it('move with the visit that is rescheduled', async () => {
    const { visitId } = await book(firm, { window: hourFrom('2027-02-10T18:00:00Z') });
    const body = { window: hourFrom('2027-03-10T18:00:00Z') };
    await call('PATCH /visits/{visitId}', { as: firm.desk, path: { visitId }, body });
    for (const as of [firm.desk, firm.marcus]) {
      expect(idsOf((await list({ day: '2027-02-10' }, as)).body)).toEqual([]);
      expect(idsOf((await list({ day: '2027-03-10' }, as)).body)).toEqual([visitId]);
    }
  });

  it.each([
    ['a day that is none', { day: '2026-02-30' }, 400],
    ['the last day that can be written', { day: '9999-12-31' }, 422],
    ['an unknown status', { status: 'lost' }, 400],
    ['a made-up cursor', { cursor: 'bm9wZQ' }, 400],
    ['a cursor of another day', { day: '2026-11-01', cursor: cursorAt('2026-12-31T09:00:00.000Z') }, 422],
    ['parameters without a value', { day: '', status: '', technicianId: '', cursor: '' }, 200],
  ])('asked for with %s', async (_, query, status) => {
    expect((await list(query)).status).toBe(status);
  });
});

function cursorAt(start: string) {
  return Buffer.from(`${start}#visit_x`).toString('base64url');
}

describe('customers', () => {
  const search = (query: Record<string, string>, as: Who = firm.desk) =>
    call('GET /customers', { as, query });
  const add = async (name: string, phone = newPhone()) =>
    call('POST /customers', { as: firm.desk, body: { name, phone } });

  it('are found by part of a name or by their number, in order of name', async () => {
    const phone = newPhone();
    await add('Zoe Quince');
    await add('adam quince', phone);
    const names = ({ body }: { body: { customers: { name: string }[] } }) =>
      body.customers.map(({ name }) => name);
    expect(names(await search({ query: 'QUINCE' }))).toEqual(['adam quince', 'Zoe Quince']);
    expect(names(await search({ query: phone }))).toEqual(['adam quince']);
    const known = await add('Somebody Else', phone);
    expect([known.status, known.body.customer.name]).toEqual([200, 'adam quince']);
    expect(names(await search({ query: phone }, (await aCompany()).desk))).toEqual([]);
  });

  it('come in pages', async () => {
    const crowd = await aCompany();
    for (let n = 0; n < 55; n++) {
      await call('POST /customers', { as: crowd.desk, body: { name: `Person ${n}`, phone: newPhone() } });
    }
    const first = (await search({}, crowd.desk)).body;
    const second = (await search({ cursor: first.cursor }, crowd.desk)).body;
    expect([first.customers.length, second.customers.length, second.cursor]).toEqual([50, 5, undefined]);
    expect((await search({ cursor: 'bm9wZQ' }, crowd.desk)).status).toBe(400);
  });

  it('have all their visits with them, cancelled ones too, the latest first', async () => {
    const customer = { name: 'Cora Lane', phone: newPhone() };
    const early = await book(firm, { customer, window: hourFrom('2027-04-01T18:00:00Z') });
    const late = await book(firm, { customer, window: hourFrom('2027-05-01T18:00:00Z') });
    await step(firm, early.visitId, 'cancelled', { body: { reason: 'moved away' } });
    const { customerId } = early.visit.customer;
    const { body } = await call('GET /customers/{customerId}', { as: firm.desk, path: { customerId } });
    expect(body.customer).toMatchObject({ customerId, ...customer });
    expect(idsOf(body)).toEqual([late.visitId, early.visitId]);
  });
});
