import type { SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as sendTexts } from '../../../functions/messaging/send-texts.ts';
import { handler as provision } from '../../../functions/team/provision.ts';
import { AwsError } from '../../../local/emulators/emulator.ts';
import { replyByText } from '../../../local/emulators/opt-outs.ts';
import { OUTBOX, type OutboxMessage } from '../../../local/emulators/outbox.ts';
import { createSns } from '../../../local/emulators/sns.ts';
import { alertIdOf } from '../../../shared/alerts/alert.ts';
import { raiseAlert } from '../../../shared/alerts/raise-alert.ts';
import { messageIdOf } from '../../../shared/messaging/message.ts';
import { claimMessage, settleMessage, stillAt } from '../../../shared/messaging/message-store.ts';
import { chooseAlerts } from '../../../shared/team/member-store.ts';
import { toFactEvent } from '../../../shared/visits/fact-event.ts';
import { listFacts } from '../../../shared/visits/fact-store.ts';
import { createWorld, type ServedEmulators, serveEmulators } from '../../support/serve-emulators.ts';
import {
  aCompany,
  book,
  type Company,
  call,
  hoursFromNow,
  newPhone,
  startDoors,
  step,
} from '../../support/staff-api.ts';

const world = createWorld();
const sns = createSns(world);
/** What SNS says to the next texts instead of taking them. */
const refusals: AwsError[] = [];
let doors: Awaited<ReturnType<typeof startDoors>>;
let served: ServedEmulators;
let firm: Company;

beforeAll(async () => {
  doors = await startDoors();
  served = await serveEmulators({
    ...sns,
    handle: (request, raw) => {
      const refusal = request.operation === 'Publish' ? refusals.shift() : undefined;
      if (refusal) throw refusal;
      return sns.handle(request, raw);
    },
  });
  process.env['AWS_ENDPOINT_URL_SNS'] = served.client.endpoint;
  firm = await aCompany();
});
afterAll(() => Promise.all([doors?.stop(), served?.stop()]));

const textsTo = (phone: string) =>
  world.store
    .list<OutboxMessage>(OUTBOX)
    .filter(({ value }) => value.to === phone)
    .map(({ value }) => value.text);

/** Facts as they come from the queue; answers which of them come back. */
async function deliver(...facts: object[]) {
  const Records = facts.map((detail, index) => ({
    messageId: String(index),
    body: JSON.stringify({ detail }),
    attributes: { ApproximateReceiveCount: 'last' in detail ? '12' : '1' },
  }));
  const { batchItemFailures } = await sendTexts({ Records } as unknown as SQSEvent);
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}
const asked = (visitId: string, factId = 'fact_1') => ({
  factId,
  visitId,
  kind: 'visit.link_text_requested',
});
const messagesOf = async (visitId: string) =>
  (await call('GET /visits/{visitId}/messages', { as: firm.desk, path: { visitId } })).body.messages;

describe('a text on request', () => {
  it('reaches the phone with the link, and the office sees what was said', async () => {
    const { visitId, visit, link } = await book(firm);
    expect(await deliver(asked(visitId))).toEqual([]);
    const [text] = textsTo(visit.customer.phone);
    expect(text).toMatch(/^Company 1: your visit is booked for .* - .*\. Follow it here: /);
    expect(text).toContain(link.url);
    expect(await messagesOf(visitId)).toEqual([
      {
        messageId: expect.any(String),
        kind: 'booked',
        direction: 'out',
        channel: 'sms',
        to: visit.customer.phone.replace(/\d(?=\d{4})/g, '*'),
        text,
        segments: 1,
        state: 'sent',
        at: expect.any(String),
      },
    ]);
  });

  it('goes again when asked for again, with the link of the day', async () => {
    const { visitId, visit } = await book(firm);
    await deliver(asked(visitId, 'first'));
    const { body } = await call('POST /visits/{visitId}/link', { as: firm.desk, path: { visitId } });
    await deliver(asked(visitId, 'second'));
    expect(textsTo(visit.customer.phone)[1]).toContain(body.url);
    expect((await messagesOf(visitId)).map(({ text }: { text: string }) => text)).toEqual(
      textsTo(visit.customer.phone),
    );
  });

  it('spares who said STOP', async () => {
    const phone = newPhone();
    replyByText(world, phone, 'STOP');
    const { visitId } = await book(firm, { customer: { name: 'Dana', phone } });
    expect(await deliver(asked(visitId))).toEqual([]);
    expect(await messagesOf(visitId)).toMatchObject([{ state: 'suppressed', reason: 'opted_out' }]);
  });

  it('comes back alone when it is refused, and leaves then', async () => {
    const [bad, good] = [await book(firm), await book(firm)];
    refusals.push(...Array.from({ length: 3 }, () => new AwsError(400, 'Throttled', 'Rate exceeded')));
    const back = await deliver(asked(bad.visitId));
    expect([back, await deliver(asked(good.visitId))]).toEqual([['0'], []]);
    expect(await messagesOf(bad.visitId)).toMatchObject([{ state: 'queued', reason: 'Throttled' }]);
    await deliver(asked(bad.visitId));
    expect(textsTo(bad.visit.customer.phone)).toHaveLength(1);
  });

  it('is over for a visit that was cancelled meanwhile', async () => {
    const { visitId, visit } = await book(firm);
    await step(firm, visitId, 'cancelled', { body: { reason: 'moved away' } });
    expect(await deliver(asked(visitId))).toEqual([]);
    expect(textsTo(visit.customer.phone)).toEqual([]);
    expect(await messagesOf(visitId)).toMatchObject([{ state: 'suppressed', reason: 'outdated' }]);
  });
});

describe('sending again', () => {
  const resend = (visitId: string, messageId: string, headers: Record<string, string> = {}) =>
    call('POST /visits/{visitId}/messages/{messageId}/resend', {
      as: firm.desk,
      path: { visitId, messageId },
      headers,
    });
  const throttled = () => Array.from({ length: 3 }, () => new AwsError(400, 'Throttled', 'Rate exceeded'));
  /** The facts of a visit that its timeline has, of this kind. */
  const factsOf = async (visitId: string, kind: string) =>
    (await listFacts(visitId)).filter((fact) => fact.kind === kind).map(toFactEvent);

  it('takes a text that failed the way of every text, once', async () => {
    const { visitId, visit } = await book(firm);
    refusals.push(...throttled());
    await deliver({ ...asked(visitId), last: true });
    const [failed] = await messagesOf(visitId);
    expect(failed).toMatchObject({ state: 'failed', reason: 'Throttled' });
    const key = { 'idempotency-key': visitId };
    const answer = await resend(visitId, failed.messageId, key);
    expect([answer.status, answer.body.message]).toMatchObject([202, { state: 'queued' }]);
    expect((await resend(visitId, failed.messageId, key)).status).toBe(202);
    expect(await resend(visitId, failed.messageId)).toMatchObject({
      status: 409,
      body: { type: 'urn:service-tracker:problem:not-resendable' },
    });
    const facts = await factsOf(visitId, 'visit.message_resent');
    expect(facts).toHaveLength(1);
    for (let delivery = 0; delivery < 2; delivery++) await deliver(...facts);
    expect(textsTo(visit.customer.phone)).toHaveLength(1);
    expect(await messagesOf(visitId)).toMatchObject([{ state: 'sent' }]);
    expect((await resend(visitId, failed.messageId)).status).toBe(409);
  });

  it('takes one of which nobody knows, and says nothing that is no longer true', async () => {
    const { visitId, visit } = await book(firm);
    await step(firm, visitId, 'en_route', { as: firm.marcus });
    const key = { visitId, kind: 'en_route', occasion: 'once', asked: 'sms' } as const;
    const draft = {
      channel: 'sms',
      to: visit.customer.phone,
      text: 'On the way',
      generation: 1,
      segments: 1,
    } as const;
    const { body } = await call('GET /visits/{visitId}', { as: firm.desk, path: { visitId } });
    const claimed = { claim: 'lost', holds: stillAt(body.visit), now: Date.now() - 59_000 };
    await claimMessage(key, draft, claimed);
    expect((await resend(visitId, messageIdOf(key))).status, 'it may still be on its way').toBe(409);
    await settleMessage(key, 'lost', { state: 'unknown' }, Date.now());
    await step(firm, visitId, 'arrived');
    expect((await resend(visitId, messageIdOf(key))).status).toBe(202);
    expect(await settleMessage(key, 'lost', { state: 'sent' }, Date.now()), 'too late').toBe(false);
    await deliver(...(await factsOf(visitId, 'visit.message_resent')));
    expect(textsTo(visit.customer.phone)).toEqual([]);
    expect(await messagesOf(visitId)).toMatchObject([{ state: 'suppressed', reason: 'outdated' }]);
  });
});

describe('sending again, to a member of the team', () => {
  const resend = (visitId: string, messageId: string) =>
    call('POST /visits/{visitId}/messages/{messageId}/resend', {
      as: firm.desk,
      path: { visitId, messageId },
    });
  const throttled = () => Array.from({ length: 3 }, () => new AwsError(400, 'Throttled', 'Rate exceeded'));
  const hire = async (role: 'technician' | 'dispatcher', name: string) => {
    const { accountId } = firm;
    const member = { memberId: `${accountId}-${name}`, accountId, role, name, phone: newPhone() };
    await provision({ member });
    return member;
  };
  /** What was written to whom, and what became of it. */
  const toldTo = async (visitId: string, recipient: string) =>
    (await messagesOf(visitId)).filter((one: { recipient?: string }) => one.recipient === recipient);
  const facts = async (visitId: string, kind: string) =>
    (await listFacts(visitId)).filter((fact) => fact.kind === kind).map(toFactEvent);

  it('takes what a technician was to be told, once, and to nobody else', async () => {
    const bo = await hire('technician', 'Bo');
    const { visitId, visit } = await book(firm, { technicianIds: [bo.memberId] });
    await step(firm, visitId, 'dispatched');
    refusals.push(...throttled());
    const [dispatched] = await facts(visitId, 'visit.dispatched');
    await deliver({ ...dispatched, last: true });
    const [failed] = await toldTo(visitId, bo.memberId);
    expect(failed).toMatchObject({ kind: 'dispatched', state: 'failed', reason: 'Throttled' });
    expect((await resend(visitId, failed.messageId)).body.message).toMatchObject({
      recipient: bo.memberId,
      state: 'queued',
    });
    const again = await facts(visitId, 'visit.message_resent');
    expect(again).toMatchObject([{ messageId: failed.messageId }]);
    for (let delivery = 0; delivery < 2; delivery++) await deliver(...again, dispatched ?? {});
    expect(textsTo(bo.phone)).toEqual([expect.stringMatching(/^Dispatched: Dana Whitfield, /)]);
    expect(textsTo(visit.customer.phone)).toEqual([]);
    expect(await toldTo(visitId, bo.memberId)).toMatchObject([{ state: 'sent' }]);
    expect((await resend(visitId, failed.messageId)).status).toBe(409);
  });

  it('says nothing to a technician who was taken off meanwhile', async () => {
    const ana = await hire('technician', 'Ana');
    const { visitId } = await book(firm, { technicianIds: [ana.memberId] });
    await step(firm, visitId, 'dispatched');
    refusals.push(...throttled());
    const [dispatched] = await facts(visitId, 'visit.dispatched');
    await deliver({ ...dispatched, last: true });
    const [failed] = await toldTo(visitId, ana.memberId);
    await call('PUT /visits/{visitId}/technicians', {
      as: firm.desk,
      path: { visitId },
      body: { technicianIds: [firm.nina.memberId] },
    });
    expect((await resend(visitId, failed.messageId)).status).toBe(202);
    await deliver(...(await facts(visitId, 'visit.message_resent')));
    expect(textsTo(ana.phone)).toEqual([]);
    expect(await toldTo(visitId, ana.memberId)).toMatchObject([{ state: 'suppressed', reason: 'outdated' }]);
  });

  it('takes an alert to somebody of the office, as long as nobody has seen to it', async () => {
    const ola = await hire('dispatcher', 'Ola');
    await chooseAlerts(ola.memberId, { sms: true, push: false });
    const { visitId } = await book(firm);
    const occurrence = {
      accountId: firm.accountId,
      kind: 'late',
      subject: visitId,
      occasion: '1',
      visitId,
      text: 'LATE: Marcus has not arrived at Dana Whitfield - 30 min overdue.',
    } as const;
    await raiseAlert(occurrence, Date.now());
    const alertId = alertIdOf(occurrence);
    const raised = {
      factId: `${alertId}.alert.raised`,
      kind: 'alert.raised',
      accountId: firm.accountId,
      alertId,
      alertKind: 'late',
      visitId,
    };
    refusals.push(...throttled());
    await deliver({ ...raised, last: true });
    const [failed] = await toldTo(visitId, ola.memberId);
    expect(failed).toMatchObject({ kind: 'alert', state: 'failed' });
    expect((await resend(visitId, failed.messageId)).status).toBe(202);
    await deliver(...(await facts(visitId, 'visit.message_resent')), raised);
    expect(textsTo(ola.phone)).toEqual([occurrence.text]);
    expect(await toldTo(visitId, ola.memberId)).toMatchObject([{ state: 'sent' }]);
  });
});

describe('what happens to a visit', () => {
  const timeline = async (visitId: string) => (await listFacts(visitId)).map(toFactEvent);

  it('is told in the words of each, and in the language of the customer', async () => {
    const phone = newPhone();
    const customer = { name: 'Dana', phone, language: 'es' };
    const { visitId } = await book(firm, { customer });
    const path = { visitId };
    const late = await call('POST /visits/{visitId}/running-late', {
      as: firm.marcus,
      path,
      body: { minutes: 20, reason: 'traffic' },
    });
    expect(late).toMatchObject({ status: 200, body: { visit: { delay: { minutes: 20 } } } });
    await deliver(...(await timeline(visitId)));
    const window = { start: hoursFromNow(26), end: hoursFromNow(28) };
    await call('PATCH /visits/{visitId}', { as: firm.desk, path, body: { window } });
    await deliver(...(await timeline(visitId)));
    await step(firm, visitId, 'cancelled', { body: { reason: 'moved away' } });
    for (let delivery = 0; delivery < 2; delivery++) await deliver(...(await timeline(visitId)));
    expect(textsTo(phone)).toEqual([
      expect.stringMatching(/^Marcus de Company 1 lleva unos 20 min de retraso y llega sobre las \d/),
      expect.stringMatching(/^Company 1: su visita cambia a .*https:/),
      expect.stringMatching(/^Company 1: su visita de .* se ha cancelado\. .*\+14155550142$/),
    ]);
  });
});
