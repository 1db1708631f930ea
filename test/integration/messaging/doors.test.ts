import type { SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as sendTexts } from '../../../functions/messaging/send-texts.ts';
import { AwsError } from '../../../local/emulators/emulator.ts';
import { replyByText } from '../../../local/emulators/opt-outs.ts';
import { OUTBOX, type OutboxMessage } from '../../../local/emulators/outbox.ts';
import { createSns } from '../../../local/emulators/sns.ts';
import { createWorld, type ServedEmulators, serveEmulators } from '../../support/serve-emulators.ts';
import { aCompany, book, type Company, call, newPhone, startDoors, step } from '../../support/staff-api.ts';

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
    attributes: { ApproximateReceiveCount: '1' },
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
        kind: 'booked',
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
