import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handler as provision } from '../../../functions/team/provision.ts';
import { listDevices } from '../../../shared/devices/device-store.ts';
import { type Dependencies, RetryLater } from '../../../shared/messaging/dependencies.ts';
import { sendTexts } from '../../../shared/messaging/send-texts.ts';
import { readAccount } from '../../../shared/team/account-store.ts';
import { findMember, saveMember } from '../../../shared/team/member-store.ts';
import type { MemoFact } from '../../../shared/team/memo-fact.ts';
import { listMemos } from '../../../shared/team/memo-store.ts';
import { aSubscription } from '../../support/a-subscription.ts';
import { aCompany, type Company, call, startDoors, type Who } from '../../support/staff-api.ts';
import { aTextedVisit, invalid, silence } from '../../support/texted-visit.ts';

let doors: Awaited<ReturnType<typeof startDoors>>;
let firm: Company;
beforeAll(async () => {
  doors = await startDoors();
});
afterAll(() => doors?.stop());

let phones = 0;
const withPhone = async ({ memberId }: Who) => {
  await provision({ member: { memberId, phone: `+1415555${String(7000 + phones++)}` } });
};
beforeEach(async () => {
  firm = await aCompany();
  await Promise.all([firm.marcus, firm.nina].map(withPhone));
});

const TEXT = 'Fog on the bridge – please take the tunnel.';
const PLAIN = 'Fog on the bridge - please take the tunnel.';
const write = (to: Who, body: object = { text: TEXT }, headers: Record<string, string> = {}) =>
  call('POST /team/members/{memberId}/message', { as: firm.desk, path: nameOf(to), body, headers });
const nameOf = ({ memberId }: Who) => ({ memberId });
const writeAll = (body: object, headers: Record<string, string> = {}) =>
  call('POST /team/messages', { as: firm.desk, body: { text: TEXT, ...body }, headers });
const listed = async (to: Who) =>
  (await call('GET /team/members/{memberId}/messages', { as: firm.desk, path: nameOf(to) })).body.messages;
const open = async (who: Who) => (await call('GET /me', { as: who })).body.messages;
const acknowledge = (who: Who, messageId: string, body: object = {}) =>
  call('POST /me/messages/{messageId}/acknowledge', { as: who, path: { messageId }, body });
const resend = (to: Who, messageId: string) =>
  call('POST /team/members/{memberId}/messages/{messageId}/resend', {
    as: firm.desk,
    path: { ...nameOf(to), messageId },
  });
const fact = ({ memberId, accountId }: Who, memoId: string): MemoFact => {
  const at = new Date().toISOString();
  return { factId: `${memoId}.${memberId}`, kind: 'memo.written', accountId, at, memberId, memoId };
};

/** A sender with the company's own members, and a network that answers as told. */
async function aSender() {
  const story = await aTextedVisit();
  const account = await readAccount(firm.accountId, Date.now());
  const { team } = story.dependencies;
  const dependencies: Dependencies = {
    ...story.dependencies,
    findAccount: async () => account,
    team: { ...team, findMember },
    listDevices,
    clock: Date.now,
  };
  const deliver = (to: Who, memoId: string, last = false) => sendTexts(fact(to, memoId), last, dependencies);
  return { ...story, deliver };
}

describe('what the office writes to one of its team', () => {
  it('stands on their page, leaves once, and is listed with what became of it', async () => {
    const { status, body } = await write(firm.marcus);
    const { messageId } = body.message;
    expect([status, body.message]).toMatchObject([
      202,
      {
        memberId: firm.marcus.memberId,
        text: PLAIN,
        by: { role: 'dispatcher', name: 'Dee' },
        state: 'queued',
      },
    ]);
    expect(await open(firm.marcus)).toMatchObject([{ messageId, text: PLAIN, from: 'Dee' }]);
    const { left, deliver } = await aSender();
    for (let delivery = 0; delivery < 3; delivery++) await deliver(firm.marcus, messageId);
    expect(left).toEqual([PLAIN]);
    const [sent] = await listed(firm.marcus);
    expect(sent).toMatchObject({ messageId, state: 'sent', channel: 'sms', segments: 1 });
    expect(sent.to).toMatch(/^\+\*+\d{4}$/);
    expect([await open(firm.nina), await listed(firm.nina)]).toEqual([[], []]);
  });

  it('goes to their devices, and as a text where none takes it', async () => {
    const subscription = aSubscription();
    expect((await call('PUT /me/push', { as: firm.marcus, body: subscription })).status).toBe(200);
    const [device] = await listDevices({ memberId: firm.marcus.memberId });
    expect(device).toMatchObject({ platform: 'web', optIn: true, memberId: firm.marcus.memberId });
    const { left, pushed, deliver, withDevice } = await aSender();
    const first = (await write(firm.marcus)).body.message.messageId;
    await deliver(firm.marcus, first);
    expect([left, pushed]).toEqual([[], [PLAIN]]);
    expect(await listed(firm.marcus)).toMatchObject([{ channel: 'push', to: 'web', state: 'sent' }]);
    withDevice({ kind: 'gone' });
    const second = (await write(firm.marcus, { text: 'Again' })).body.message.messageId;
    await deliver(firm.marcus, second);
    expect(left).toEqual(['Again']);
    expect(await listed(firm.marcus)).toMatchObject([{ channel: 'sms', state: 'sent' }, { channel: 'push' }]);
  });

  it('is got once, from a phone whose clock may be wrong, and sent no more after that', async () => {
    const { messageId } = (await write(firm.marcus)).body.message;
    const early = await acknowledge(firm.marcus, messageId, { at: '2020-01-01T00:00:00.000Z' });
    expect(early.body.message.acknowledgedAt).toBe(early.body.message.at);
    const again = await acknowledge(firm.marcus, messageId);
    expect(again).toMatchObject({ status: 200, body: early.body });
    expect(await open(firm.marcus)).toEqual([]);
    const { left, deliver } = await aSender();
    await deliver(firm.marcus, messageId);
    expect(left).toEqual([]);
    expect(await listed(firm.marcus)).toMatchObject([
      { state: 'suppressed', reason: 'outdated', acknowledgedAt: early.body.message.at },
    ]);
    const next = (await write(firm.marcus)).body.message;
    const late = await acknowledge(firm.marcus, next.messageId, { at: '2090-01-01T00:00:00.000Z' });
    expect(Date.parse(late.body.message.acknowledgedAt)).toBeLessThanOrEqual(Date.now());
  });

  it('is nobody else’s to see, to get or to send again', async () => {
    const { messageId } = (await write(firm.marcus)).body.message;
    const rival = await aCompany();
    for (const who of [firm.nina, firm.desk, rival.marcus]) {
      expect((await acknowledge(who, messageId)).status).toBe(404);
    }
    expect((await resend(firm.nina, messageId)).status).toBe(404);
    expect((await write(rival.marcus)).status).toBe(404);
    await provision({ member: { memberId: firm.nina.memberId, active: false } });
    expect((await write(firm.nina)).status, 'access has ended').toBe(404);
  });

  it('is not sent to whoever has no access any more by then, nor to a landline', async () => {
    const { left, deliver } = await aSender();
    const ended = (await write(firm.nina)).body.message.messageId;
    await provision({ member: { memberId: firm.nina.memberId, active: false } });
    await deliver(firm.nina, ended);
    expect(await listed(firm.nina)).toMatchObject([{ state: 'suppressed', reason: 'outdated' }]);
    await provision({ member: { memberId: firm.marcus.memberId, phone: '+442079460555' } });
    await deliver(firm.marcus, (await write(firm.marcus)).body.message.messageId);
    expect(await listed(firm.marcus)).toMatchObject([{ state: 'suppressed', reason: 'not_mobile' }]);
    expect(left).toEqual([]);
  });

  it('raises an alert when it does not leave, and is sent once more if somebody says so', async () => {
    const { alerts, answers, left, deliver } = await aSender();
    answers.push(invalid);
    const { messageId } = (await write(firm.marcus)).body.message;
    expect((await resend(firm.marcus, messageId)).status, 'it has not failed').toBe(409);
    await expect(deliver(firm.marcus, messageId)).rejects.toThrow(RetryLater);
    expect([...alerts.values()]).toEqual(['NOT SENT: the text “message” to Marcus (InvalidParameter).']);
    expect(await listed(firm.marcus)).toMatchObject([{ state: 'failed', reason: 'InvalidParameter' }]);
    const reopened = await resend(firm.marcus, messageId);
    expect([reopened.status, reopened.body.message.state]).toEqual([202, 'queued']);
    await deliver(firm.marcus, messageId);
    expect([left.length, (await listed(firm.marcus))[0].state]).toEqual([2, 'sent']);
    expect((await resend(firm.marcus, messageId)).status, 'it has left').toBe(409);
  });

  it('is not sent once more when its answer never came, or to whoever has got it', async () => {
    const { answers, left, deliver } = await aSender();
    answers.push(silence);
    const { messageId } = (await write(firm.marcus)).body.message;
    await expect(deliver(firm.marcus, messageId)).rejects.toThrow('no answer');
    await expect(deliver(firm.marcus, messageId)).rejects.toThrow('being sent');
    expect(left).toHaveLength(1);
    answers.push(invalid);
    const other = (await write(firm.marcus)).body.message.messageId;
    await expect(deliver(firm.marcus, other)).rejects.toThrow(RetryLater);
    await acknowledge(firm.marcus, other);
    const refusal = await resend(firm.marcus, other);
    expect([refusal.status, refusal.body.type.split(':').at(-1)]).toEqual([409, 'acknowledged']);
  });

  it('is written once for one Idempotency-Key, and each time without', async () => {
    const key = { 'idempotency-key': 'once' };
    const [first, again] = [
      await write(firm.marcus, undefined, key),
      await write(firm.marcus, undefined, key),
    ];
    expect([again.status, again.body.message.messageId]).toEqual([202, first.body.message.messageId]);
    expect((await write(firm.marcus, { text: 'Another' }, key)).status).toBe(422);
    await write(firm.marcus);
    expect(await listed(firm.marcus)).toHaveLength(2);
  });

  it.each([
    [{}, 400],
    [{ text: '' }, 422],
    [{ text: ' \n ' }, 422],
    [{ text: 'x'.repeat(600) }, 202],
    [{ text: 'x'.repeat(601) }, 422],
    [{ text: 'Here: {link}' }, 422],
  ])('is refused by its pointer where it cannot be said: %j', async (body, status) => {
    const answer = await write(firm.marcus, body);
    expect(answer.status).toBe(status);
    if (status >= 400) expect(answer.body.errors).toMatchObject([{ pointer: '/text' }]);
  });

  it('is listed page by page, the latest first', async () => {
    for (let count = 0; count < 51; count++) await write(firm.marcus, { text: `No. ${count}` });
    const page = (query?: Record<string, string>) =>
      call('GET /team/members/{memberId}/messages', {
        as: firm.desk,
        path: nameOf(firm.marcus),
        ...(query && { query }),
      });
    const { messages, cursor } = (await page()).body;
    const rest = (await page({ cursor })).body;
    const ids = [...messages, ...rest.messages].map(({ messageId }: { messageId: string }) => messageId);
    expect([messages.length, rest.messages.length, rest.cursor]).toEqual([50, 1, undefined]);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect((await page({ cursor: 'x' })).status).toBe(400);
  });

  it('leaves their page after a week, and everything after thirty days', async () => {
    const { messageId } = (await write(firm.marcus)).body.message;
    const { openMessages } = await import('../../../shared/team/own-messages.ts');
    const { memberId } = firm.marcus;
    const inDays = (days: number) => Date.now() + days * 86_400_000;
    const count = async (days: number) => [
      (await openMessages(memberId, inDays(days))).length,
      (await listMemos({ memberId, limit: 9, now: inDays(days) })).length,
    ];
    expect(messageId).toMatch(/^memo_/);
    expect([await count(6.99), await count(7.01), await count(29.99), await count(30.01)]).toEqual([
      [1, 1],
      [0, 1],
      [0, 1],
      [0, 0],
    ]);
  });
});

describe('what the office writes to several of its team', () => {
  it('goes to every technician who has access, one of each, under one id', async () => {
    const gone = await firm.hire('technician', 'Gone Away');
    await provision({ member: { memberId: gone.memberId, active: false } });
    const { status, body } = await writeAll({ memberIds: 'all' });
    const to = body.messages.map(({ memberId }: { memberId: string }) => memberId).sort();
    expect([status, to]).toEqual([202, [firm.marcus.memberId, firm.nina.memberId].sort()]);
    const { left, deliver } = await aSender();
    const { messageId } = body.messages[0];
    await Promise.all([firm.marcus, firm.nina].map((who) => deliver(who, messageId)));
    expect(left).toEqual([PLAIN, PLAIN]);
    await acknowledge(firm.marcus, messageId);
    expect([(await open(firm.marcus)).length, (await open(firm.nina)).length]).toEqual([0, 1]);
  });

  it('goes to whom it names, once each, or to nobody', async () => {
    const rival = await aCompany();
    const { memberId } = firm.marcus;
    const both = await writeAll({ memberIds: [memberId, firm.desk.memberId, memberId] });
    expect(both.body.messages).toHaveLength(2);
    for (const stranger of [rival.marcus.memberId, 'nobody']) {
      const answer = await writeAll({ memberIds: [memberId, stranger] });
      expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, '/memberIds/1']);
    }
    expect(await listed(firm.marcus)).toHaveLength(1);
  });

  it('is written once for one Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'all' };
    const [first, again] = [
      await writeAll({ memberIds: 'all' }, key),
      await writeAll({ memberIds: 'all' }, key),
    ];
    expect(again.body).toEqual(first.body);
    expect(await listed(firm.nina)).toHaveLength(1);
  });

  it.each([[{}], [{ memberIds: [] }], [{ memberIds: 'some' }], [{ memberIds: Array(100).fill('x') }]])(
    'is refused without anybody it could go to: %j',
    async (body) => {
      expect([400, 422]).toContain((await writeAll(body)).status);
    },
  );

  it('is refused where there is no technician, and takes as many as one transaction does', async () => {
    for (const { memberId } of [firm.marcus, firm.nina])
      await provision({ member: { memberId, active: false } });
    expect((await writeAll({ memberIds: 'all' })).status).toBe(409);
    const { accountId } = firm;
    const hire = async (number: number): Promise<Who> => {
      const who = { accountId, memberId: `${accountId}-${number}`, role: 'technician' } as const;
      await saveMember({ ...who, name: `T${number}`, active: true });
      return who;
    };
    const crew = await Promise.all(Array.from({ length: 99 }, (_, number) => hire(number)));
    const key = { 'idempotency-key': 'everybody' };
    expect((await writeAll({ memberIds: 'all' }, key)).body.messages).toHaveLength(99);
    expect(await open(crew[98] as Who)).toHaveLength(1);
    await hire(100);
    const refusal = await writeAll({ memberIds: 'all' });
    expect([refusal.status, refusal.body.errors[0].pointer]).toEqual([422, '/memberIds']);
  });
});

describe('a member’s own devices', () => {
  it('are known by their subscription, and are whose who registers them', async () => {
    const subscription = aSubscription();
    const register = (as: Who, body: object = subscription) => call('PUT /me/push', { as, body });
    for (const who of [firm.marcus, firm.marcus, firm.nina]) expect((await register(who)).status).toBe(200);
    const { accountId: _, ...marcus } = firm.marcus;
    expect(await listDevices(marcus)).toEqual([]);
    expect(await listDevices({ memberId: firm.nina.memberId })).toHaveLength(1);
    const internal = { ...subscription, endpoint: 'https://10.0.0.1/send' };
    expect((await register(firm.marcus, internal)).body.errors[0].pointer).toBe('/endpoint');
    const devices = (await call('GET /devices', { as: firm.desk })).body.devices;
    expect(devices).toMatchObject([{ memberId: firm.nina.memberId, platform: 'web' }]);
    expect(JSON.stringify(devices)).not.toContain('push.example.com');
  });

  it('subscribe with the key that customers’ browsers do', async () => {
    const { body } = await call('GET /me/push', { as: firm.marcus });
    expect(body.applicationServerKey).toMatch(/^B[A-Za-z0-9_-]{86}$/);
  });
});
