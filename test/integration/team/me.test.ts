import { afterAll, beforeAll, expect, it } from 'vitest';
import { instant } from '../../../shared/kernel/time.ts';
import { putAsk } from '../../../shared/visits/ask-store.ts';
import { aCompany, book, call, startDoors, step } from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
beforeAll(async () => {
  doors = await startDoors();
});
afterAll(() => doors.stop());

it('everybody is told who they are, and a technician what they are asked until they set off', async () => {
  const firm = await aCompany();
  const me = async (as: typeof firm.marcus) => (await call('GET /me', { as })).body;
  expect(await me(firm.owner)).toEqual({ member: { ...firm.owner, name: 'Olga Owen' }, messages: [] });
  expect(await me(firm.marcus)).toEqual({ member: { ...firm.marcus, name: 'Marcus Bell' }, messages: [] });

  const { visitId } = await book(firm);
  await step(firm, visitId, 'dispatched');
  const at = instant(Date.now());
  const ask = { kind: 'start_next', visitId, leftVisitId: 'visit_0', at } as const;
  for (const { memberId } of [firm.marcus, firm.nina]) await putAsk(memberId, ask);
  expect((await me(firm.marcus)).ask).toEqual(ask);
  expect((await me(firm.nina)).ask).toBeUndefined();

  const other = await book(firm);
  await step(firm, other.visitId, 'en_route', { as: firm.marcus });
  expect((await me(firm.marcus)).ask).toBeUndefined();
});

it('somebody of the office chooses for themselves how they are told of alerts', async () => {
  const firm = await aCompany();
  const alerts = { sms: true, push: false };
  const choose = (as: typeof firm.marcus, body: object) => call('PUT /me/notifications', { as, body });
  expect((await choose(firm.marcus, alerts)).status).toBe(403);
  expect((await choose(firm.desk, { sms: true })).status).toBe(400);
  expect(await choose(firm.desk, alerts)).toMatchObject({ status: 200, body: alerts });
  expect((await call('GET /me', { as: firm.desk })).body.member).toMatchObject({
    role: 'dispatcher',
    alerts,
  });
  expect((await call('GET /me', { as: firm.owner })).body.member).not.toHaveProperty('alerts');
});
