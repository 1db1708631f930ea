import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aCompany, book, type Company, call, newPhone, startDoors, step } from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
let firm: Company;
beforeAll(async () => {
  doors = await startDoors();
});
afterAll(() => doors.stop());
beforeEach(async () => {
  firm = await aCompany();
});

const change = (customerId: string, body: object, as = firm.desk) =>
  call('PATCH /customers/{customerId}', { as, path: { customerId }, body });
const visitOf = async (visitId: string) =>
  (await call('GET /visits/{visitId}', { as: firm.desk, path: { visitId } })).body.visit;
const found = async (query: string) =>
  (await call('GET /customers', { as: firm.desk, query: { query } })).body.customers;

describe('a change of a customer', () => {
  it('reaches their visits that are not over, and no others', async () => {
    const customer = { name: 'Dana Whitfield', phone: newPhone(), email: 'dana@example.com', language: 'es' };
    const [ahead, underWay, over] = [
      await book(firm, { customer }),
      await book(firm, { customer: { ...customer, name: 'Sam' } }),
      await book(firm, { customer }),
    ];
    await step(firm, underWay.visitId, 'en_route');
    await step(firm, over.visitId, 'cancelled', { body: { reason: 'moved away' } });
    const { customerId } = ahead.visit.customer;
    const phone = newPhone();
    const changes = { name: 'Dana Smith', phone, email: null };
    const told = { customerId, name: 'Dana Smith', phone, language: 'es' };
    const { status, body } = await change(customerId, changes);
    expect([status, body.customer]).toEqual([200, { ...body.customer, ...told }]);
    expect(body.customer).not.toHaveProperty('email');
    for (const { visitId } of [ahead, underWay]) {
      expect((await visitOf(visitId)).customer).toEqual(told);
    }
    expect((await visitOf(over.visitId)).customer).toMatchObject({ name: 'Dana Whitfield' });
    const { entries } = (
      await call('GET /visits/{visitId}/timeline', { as: firm.desk, path: { visitId: ahead.visitId } })
    ).body;
    expect(entries.at(-1)).toMatchObject({ kind: 'visit.updated', by: { memberId: firm.desk.memberId } });

    const { version } = await visitOf(ahead.visitId);
    expect((await change(customerId, changes)).body.customer).toEqual(body.customer);
    expect((await visitOf(ahead.visitId)).version, 'the same again').toBe(version);
  });

  it('does at last what a crash has left undone', async () => {
    const { saveCustomer, findCustomer } = await import('../../../shared/customers/customer-store.ts');
    const { visitId, visit } = await book(firm);
    const { customerId } = visit.customer;
    const before = await findCustomer(firm.accountId, customerId);
    if (before) await saveCustomer(before, { ...before, name: 'Dana Smith', updatedAt: before.updatedAt });
    await change(customerId, { name: 'Dana Smith' });
    expect((await visitOf(visitId)).customer.name).toBe('Dana Smith');
  });

  it('frees the old number, and is found by the new one and the new name', async () => {
    const [was, is] = [newPhone(), newPhone()];
    const { visit } = await book(firm, { customer: { name: 'Dana', phone: was } });
    await change(visit.customer.customerId, { phone: is, name: 'Quentin' });
    expect([await found(was), (await found(is)).length, (await found('quent')).length]).toEqual([[], 1, 1]);
    const next = await book(firm, { customer: { name: 'Ada', phone: was } });
    expect(next.visit.customer.customerId).not.toBe(visit.customer.customerId);
  });

  it('names whose number it is already, however it is written, and changes nothing', async () => {
    const london = '+442079460321';
    const [dana, ada] = [
      await book(firm),
      await book(firm, { customer: { name: 'Ada', phone: london } }),
    ].map(({ visit }) => visit.customer);
    const refused = await change(dana.customerId, { name: 'Nobody', phone: '+4402079460321' });
    expect([refused.status, refused.body]).toEqual([
      409,
      expect.objectContaining({
        conflictingCustomerId: ada.customerId,
        detail: 'This is the number of Ada.',
      }),
    ]);
    expect((await found(dana.phone))[0].name).toBe(dana.name);
    const rival = await aCompany();
    const theirs = await book(rival);
    const same = await change(theirs.visit.customer.customerId, { phone: london }, rival.desk);
    expect(same.status, 'another account’s customer is nobody').toBe(200);
    expect((await change(ada.customerId, { phone: '+4402079460321' })).body.customer.phone).toBe(london);
  });

  it('of two at once for one number lets one have it', async () => {
    const people = [await book(firm), await book(firm), await book(firm)];
    const phone = newPhone();
    const answers = await Promise.all(
      people.map(({ visit }) => change(visit.customer.customerId, { phone })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it.each([
    ['a name that is none', '/name', { name: ' ' }, 422],
    ['no name', '/name', { name: null }, 400],
    ['a number of seven digits', '/phone', { phone: '+1415555' }, 422],
    ['an address that is none', '/email', { email: 'dana' }, 422],
    ['a language we do not speak', '/language', { language: 'fr' }, 400],
  ])('refuses %s', async (_, pointer, body, status) => {
    const { visit } = await book(firm);
    const answer = await change(visit.customer.customerId, body);
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([status, pointer]);
  });
});
