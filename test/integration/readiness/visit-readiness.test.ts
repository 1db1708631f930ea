import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Channel } from '../../../shared/messaging/dependencies.ts';
import { keepWish, listUnwilling } from '../../../shared/messaging/reply-store.ts';
import { visitReadiness } from '../../../shared/readiness/visit-readiness.ts';
import { readAccount } from '../../../shared/team/account-store.ts';
import { findVisit } from '../../../shared/visits/visit-store.ts';
import { aCompany, book, type Company, call, newPhone, startDoors } from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
let firm: Company;
beforeAll(async () => {
  doors = await startDoors();
});
afterAll(() => doors.stop());
beforeEach(async () => {
  firm = await aCompany();
});

const readiness = (visitId: string, as = firm.desk) =>
  call('GET /visits/{visitId}/readiness', { as, path: { visitId } });
const codes = async (visitId: string) =>
  (await readiness(visitId)).body.problems.map(({ code }: { code: string }) => code);
const report = (permission: string) =>
  call('POST /positions', {
    as: firm.marcus,
    body: { positions: [{ at: new Date().toISOString(), lat: 37.7, lng: -122.4, accuracy: 5 }], permission },
  });

it('goes by what the phone of whoever comes has told', async () => {
  const { visitId } = await book(firm);
  expect(await codes(visitId)).toEqual(['phone_never_seen']);
  await report('denied');
  expect(await codes(visitId)).toEqual(['phone_not_permitted']);
  await report('always');
  expect((await readiness(visitId)).body).toEqual({ ready: true, problems: [] });
  const { handler } = await import('../../../functions/team/provision.ts');
  await handler({ member: { memberId: firm.marcus.memberId, active: false } });
  expect(await codes(visitId)).toEqual(['technician_inactive']);
});

it('knows who has said STOP to us, and counts them with those SNS knows of', async () => {
  const phone = newPhone();
  const { visitId } = await book(firm, { customer: { name: 'Dana', phone } });
  await report('always');
  const ours = async () => listUnwilling(100);
  const before = (await ours()).length;
  await keepWish(phone, false, '2026-11-20T14:00:00.000Z');
  expect(await codes(visitId)).toEqual(['opted_out']);
  expect([await ours(), before]).toEqual([expect.arrayContaining([phone]), before]);
  await keepWish(phone, true, '2026-11-20T14:01:00.000Z');
  expect(await ours()).toHaveLength(before);
});

it('names everything at once, in words for the office', async () => {
  const london = '+442079460321';
  const { visitId } = await book(firm, {
    technicianIds: [],
    address: { line: 'Behind the moon' },
    customer: { name: 'Dana', phone: london },
  });
  const { problems } = (await readiness(visitId)).body;
  expect(problems).toEqual([
    { code: 'address_unverified', detail: expect.stringContaining('“Behind the moon”') },
    { code: 'no_technician', detail: expect.any(String) },
    { code: 'number_not_mobile', detail: expect.stringContaining('Dana') },
  ]);
});

it('asks each way the customer would be told, and waits for none that hangs', async () => {
  const { visitId } = await book(firm);
  await report('always');
  const [visit, account] = [await findVisit(visitId), await readAccount(firm.accountId, Date.now())];
  if (!visit || !account) throw new Error('Nothing is there.');
  const channel = (suppressionOf: Channel['suppressionOf']): Channel => ({
    suppressionOf,
    publish: async () => ({ kind: 'accepted', providerId: '1' }),
  });
  const asked = (suppressionOf: Channel['suppressionOf'], deadline = new AbortController().signal) =>
    visitReadiness(visit, account, {
      channels: { sms: channel(suppressionOf), email: channel(async () => 'bounced') },
      deadline,
      now: Date.now(),
    });
  expect((await asked(async () => 'opted_out')).problems).toMatchObject([{ code: 'opted_out' }]);
  expect((await asked(() => Promise.reject(new Error('throttled')))).ready).toBe(true);
  expect((await asked(() => new Promise(() => undefined), AbortSignal.abort())).ready).toBe(true);
});
