import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { replyByText } from '../../../local/emulators/opt-outs.ts';
import type { Dependencies } from '../../../shared/messaging/dependencies.ts';
import { keepWish } from '../../../shared/messaging/reply-store.ts';
import { sendTexts } from '../../../shared/messaging/send-texts.ts';
import { readAccount } from '../../../shared/team/account-store.ts';
import { listFacts } from '../../../shared/visits/fact-store.ts';
import { findVisit, visitKey } from '../../../shared/visits/visit-store.ts';
import { putRecord } from '../../support/real-tables.ts';
import { aCompany, book, type Company, call, newPhone, startDoors, step } from '../../support/staff-api.ts';
import { aTextedVisit } from '../../support/texted-visit.ts';

let doors: Awaited<ReturnType<typeof startDoors>>;
let firm: Company;
beforeAll(async () => {
  doors = await startDoors();
});
afterAll(() => doors?.stop());
beforeEach(async () => {
  firm = await aCompany();
});

const TEXT = 'Thanks – the gate’s code is known.';
const write = (visitId: string, body: object = { text: TEXT }, headers: Record<string, string> = {}) =>
  call('POST /visits/{visitId}/messages', { as: firm.desk, path: { visitId }, body, headers });
const messagesOf = async (visitId: string) =>
  (await call('GET /visits/{visitId}/messages', { as: firm.desk, path: { visitId } })).body.messages;
const refusal = async (visitId: string, body?: object) => {
  const answer = await write(visitId, body);
  return [answer.status, answer.body.type.split(':').at(-1)];
};
/** Has everything that was written about a visit leave, twice. */
async function deliver(visitId: string) {
  const { dependencies, left, mailed } = await aTextedVisit();
  const account = await readAccount(firm.accountId, Date.now());
  const ours: Dependencies = { ...dependencies, findAccount: async () => account, clock: Date.now };
  const facts = (await listFacts(visitId)).filter(({ kind }) => kind === 'visit.message_written');
  for (const fact of [...facts, ...facts]) await sendTexts(fact, false, ours);
  return { left, mailed };
}
/** As if something else about a visit had come to be so. */
async function make(visitId: string, more: object) {
  await putRecord({ ...visitKey(visitId), type: 'visit', schema: 1, ...(await findVisit(visitId)), ...more });
}

describe('what the office writes', () => {
  it('waits in the ledger, leaves once, and stands with the messages', async () => {
    const { visitId, visit } = await book(firm, { tags: [] });
    const { status, body } = await write(visitId);
    const told = { kind: 'message', direction: 'out', channel: 'sms', segments: 1 };
    expect([status, body.message]).toMatchObject([
      202,
      { ...told, state: 'queued', text: "Thanks - the gate's code is known." },
    ]);
    const quietHours = { start: '00:00', end: '23:59' };
    await make(visitId, {
      customer: { ...visit.customer, preferences: { sms: true, push: true, quietHours } },
    });
    expect((await deliver(visitId)).left).toEqual(["Thanks - the gate's code is known."]);
    expect(await messagesOf(visitId)).toMatchObject([{ ...told, state: 'sent' }]);
  });

  it('is written once for one Idempotency-Key, and each time without', async () => {
    const { visitId } = await book(firm);
    const key = { 'idempotency-key': visitId };
    const [first, again] = [
      await write(visitId, { text: TEXT }, key),
      await write(visitId, { text: TEXT }, key),
    ];
    expect(again).toMatchObject({
      status: 202,
      body: { message: { messageId: first.body.message.messageId } },
    });
    expect((await write(visitId, { text: 'Another' }, key)).status).toBe(422);
    await write(visitId);
    expect((await deliver(visitId)).left).toHaveLength(2);
  });

  it('may hold the link, which is kept nowhere, if whoever writes may send links', async () => {
    const { visitId, link } = await book(firm);
    const { body } = await write(visitId, { text: 'Here: {link} {customer}' });
    expect(body.message.text).toBe(`Here: ${link.url} {customer}`);
    expect(await refusal(visitId, { text: '{link} {link}' })).toEqual([422, 'impossible']);
    const permissions = { dispatchersSendLinks: false };
    await call('PUT /settings', { as: firm.owner, body: { permissions } });
    expect(await refusal(visitId, { text: '{link}' })).toEqual([403, 'forbidden']);
  });

  it('is a mail to who has no mobile number, and refused where there is no address either', async () => {
    const landline = (more: object) => ({
      customer: { name: 'Dana', phone: `+4420794603${more ? 21 : 22}`, ...more },
    });
    const { visitId } = await book(firm, landline({ email: 'dana@example.com' }));
    expect((await write(visitId)).body.message).toMatchObject({ channel: 'email', segments: 0 });
    expect((await deliver(visitId)).mailed).toHaveLength(1);
    const other = await book(firm, { customer: { name: 'Ida', phone: '+442079460555' } });
    expect(await refusal(other.visitId)).toEqual([409, 'unreachable']);
  });

  it('is refused to whoever has said STOP to us or to SNS, or has switched texts off', async () => {
    const [ours, theirs] = [newPhone(), newPhone()];
    await keepWish(ours, false, new Date().toISOString());
    replyByText(doors.world, theirs, 'STOP');
    for (const phone of [ours, theirs]) {
      const { visitId } = await book(firm, { customer: { name: 'Dana', phone } });
      expect(await refusal(visitId)).toEqual([409, 'opted-out']);
      expect(await messagesOf(visitId)).toEqual([]);
    }
    const { visitId, visit } = await book(firm);
    await make(visitId, { customer: { ...visit.customer, preferences: { sms: false, push: true } } });
    expect(await refusal(visitId)).toEqual([409, 'opted-out']);
  });

  it('is not said to whoever has switched texts off since', async () => {
    const { visitId, visit } = await book(firm);
    await write(visitId);
    await make(visitId, { customer: { ...visit.customer, preferences: { sms: false, push: true } } });
    expect((await deliver(visitId)).left).toEqual([]);
    expect(await messagesOf(visitId)).toMatchObject([{ state: 'suppressed', reason: 'switched_off' }]);
  });

  it('goes as long as the link lives, and twelve hours beyond the window of what was cancelled', async () => {
    const { visitId, visit } = await book(firm);
    const past = (ms: number) => new Date(Date.now() - ms).toISOString();
    for (const status of ['en_route', 'completed']) await step(firm, visitId, status);
    expect((await write(visitId)).status).toBe(202);
    const { link } = (await findVisit(visitId)) ?? {};
    await make(visitId, { link: { ...link, expiresAt: past(1) } });
    expect(await refusal(visitId)).toEqual([409, 'over']);
    const endedFor = (ms: number) => ({
      status: 'cancelled',
      window: { start: visit.window.start, end: past(ms) },
    });
    const half = 12 * 3_600_000;
    await make(visitId, endedFor(half - 60_000));
    expect((await write(visitId)).status).toBe(202);
    expect(await refusal(visitId, { text: '{link}' })).toEqual([409, 'no-link']);
    await make(visitId, endedFor(half));
    expect(await refusal(visitId)).toEqual([409, 'over']);
  });

  it.each([
    ['nothing', 0, 422],
    ['one character', 1, 202],
    ['600 of them', 600, 202],
    ['one more', 601, 422],
  ])('has 1 to 600 characters: %s', async (_, length, status) => {
    const { visitId } = await book(firm);
    expect((await write(visitId, { text: `${'x'.repeat(length)} \u200b` })).status).toBe(status);
  });
});
