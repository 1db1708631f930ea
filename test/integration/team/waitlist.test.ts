import { afterAll, beforeAll, expect, it } from 'vitest';
import { handler as provision } from '../../../functions/team/provision.ts';
import { OUTBOX, type OutboxMessage } from '../../../local/emulators/outbox.ts';
import { findWaiting } from '../../../shared/team/waitlist-store.ts';
import { aCompany, call, startDoors } from '../../support/staff-api.ts';

let doors: Awaited<ReturnType<typeof startDoors>>;
beforeAll(async () => {
  doors = await startDoors();
  process.env['MAIL_SENDER'] = 'visits@example.com';
});
afterAll(() => doors?.stop());

const mailsTo = (address: string) =>
  doors.world.store
    .list<OutboxMessage>(OUTBOX)
    .map(({ value }) => value)
    .filter(({ to }) => to === address);

it('the owner of an account that waits is told once, by mail, when it is switched on', async () => {
  const { owner, accountId } = await aCompany({ enabled: false });
  const join = (email: string) => call('POST /waitlist', { as: owner, body: { email } });
  const waitingSince = async () => (await call('GET /settings', { as: owner })).body.waitingSince;
  expect(await waitingSince()).toBeUndefined();
  await join('old@example.org');
  const { status, body } = await join('olga@example.org');
  expect([status, await waitingSince()]).toEqual([202, body.waitingSince]);

  await provision({ account: { accountId, company: { language: 'es' } } });
  expect(mailsTo('olga@example.org')).toEqual([]);
  process.env['MAIL_SENDER'] = 'visits@unverified.example';
  await expect(provision({ account: { accountId, enabled: true } })).rejects.toThrow('did not leave');
  process.env['MAIL_SENDER'] = 'visits@example.com';
  for (let time = 0; time < 2; time++) await provision({ account: { accountId, enabled: true } });
  expect(mailsTo('olga@example.org').map(({ subject }) => subject)).toEqual(['Su cuenta está lista']);
  expect(mailsTo('old@example.org')).toEqual([]);
  expect(await waitingSince()).toBeUndefined();
});

it('nobody waits for what is switched on, and without a sender the list stays', async () => {
  const { owner } = await aCompany();
  const joined = await call('POST /waitlist', { as: owner, body: { email: 'olga@example.org' } });
  expect([joined.status, joined.body.type]).toEqual([409, 'urn:service-tracker:problem:account-enabled']);
  const waiting = await aCompany({ enabled: false });
  await call('POST /waitlist', { as: waiting.owner, body: { email: 'wait@example.org' } });
  process.env['MAIL_SENDER'] = '';
  await provision({ account: { accountId: waiting.accountId, enabled: true } });
  process.env['MAIL_SENDER'] = 'visits@example.com';
  expect(await findWaiting(waiting.accountId)).toMatchObject({ email: 'wait@example.org' });
});
