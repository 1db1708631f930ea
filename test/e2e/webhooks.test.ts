import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { company, southOf } from '../support/company.ts';
import { type Received, startReceiver } from '../support/receiver.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
let firm: Awaited<ReturnType<typeof company>>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());
let firms = 0;
beforeEach(async () => {
  firm = await company(stack, `firm-${++firms}`);
  receiver = await startReceiver();
});
afterEach(async () => {
  await Promise.all([stack.mend(), receiver.stop()]);
});

/** A webhook to the receiver. */
async function aWebhook(more: object = {}) {
  const { status, body, text } = await firm.boss('POST', '/webhooks', { url: receiver.url, ...more });
  expect(status, text).toBe(201);
  const path = `/webhooks/${body.webhook.webhookId}`;
  return {
    path,
    secret: String(body.secret),
    current: async () =>
      (await firm.boss('GET', '/webhooks')).body.webhooks.find(({ webhookId }: { webhookId: string }) =>
        path.endsWith(webhookId),
      ),
    deliveries: async () => (await firm.boss('GET', `${path}/deliveries`)).body.deliveries,
  };
}

const typeOf = ({ body }: Received): string => JSON.parse(body).type;
const idOf = ({ headers }: Received) => headers['webhook-id'];
const types = () => receiver.received.map(typeOf);

/** Whether the library of Standard Webhooks takes it for ours, by the time it was sent: the stack's clock has moved. */
function isOurs({ headers, body }: Received, secret: string): boolean {
  const { 'webhook-id': id = '', 'webhook-timestamp': at, 'webhook-signature': signatures = '' } = headers;
  const expected = new Verifier(secret).sign(id, new Date(Number(at) * 1000), body);
  return signatures.split(' ').includes(expected);
}

describe('another system', () => {
  it('is told every fact of a visit, signed as Standard Webhooks says', async () => {
    const { secret } = await aWebhook();
    const { visit, link } = await firm.book();
    await firm.step(visit.visitId, 'en_route');
    await firm.report([southOf(2000)]);
    await firm.step(visit.visitId, 'arrived');
    await firm.step(visit.visitId, 'completed');
    await stack.idle();
    const { entries } = (await firm.desk('GET', `/visits/${visit.visitId}/timeline`)).body;
    expect(types().sort()).toEqual(entries.map(({ kind }: { kind: string }) => kind).sort());

    const verifier = new Verifier(secret);
    for (const { headers, body } of receiver.received) {
      const told = verifier.verify(body, headers) as { data: { visit: object } };
      expect(told.data.visit).toMatchObject({ visitId: visit.visitId, customer: expect.anything() });
      for (const secretOf of ['Dana', visit.customer.phone, 'Willow', link.token, southOf(2000).lat])
        expect(body).not.toContain(secretOf);
    }
    const stolen = receiver.received[0] ?? expect.fail('nothing came');
    expect(() => verifier.verify(`${stolen.body} `, stolen.headers)).toThrow();
  });

  it('hears of what it asked for, with the customer where the account wants it, and of alerts', async () => {
    await aWebhook({ events: ['visit.cancelled', 'alert.raised'], includeCustomer: true });
    const { visit } = await firm.book();
    await stack.advance(3600 + 31 * 60);
    await stack.idle();
    await firm.step(visit.visitId, 'cancelled', { reason: 'moved away' });
    await stack.idle();
    expect(types()).toEqual(['alert.raised', 'visit.cancelled']);
    const [alert, cancelled] = receiver.received.map(({ body }) => JSON.parse(body).data);
    expect(alert).toMatchObject({ alertKind: 'late', text: expect.stringContaining('Dana Whitfield') });
    expect(cancelled.visit.customer).toMatchObject({ name: 'Dana Whitfield', phone: visit.customer.phone });
    expect(cancelled.visit.address).toMatchObject({ line: '48 Willow Ln' });
  });

  it('hears nothing of another company', async () => {
    await aWebhook();
    const rival = await company(stack, `rival-${firms}`);
    await rival.book();
    await stack.idle();
    expect(receiver.received).toEqual([]);
  });

  it('verifies by both secrets for a day after one was replaced, and then by the new one alone', async () => {
    const { path, secret } = await aWebhook();
    const rotated = (await firm.boss('POST', `${path}/rotate-secret`)).body.secret;
    expect(rotated).not.toBe(secret);
    const test = async () => {
      await firm.boss('POST', `${path}/test`);
      await stack.idle();
      const last = receiver.received.at(-1) ?? expect.fail('nothing came');
      return [secret, rotated].map((one) => isOurs(last, one));
    };
    expect(await test()).toEqual([true, true]);
    await stack.advance(24 * 3600 + 1);
    expect(await test()).toEqual([false, true]);
  });
});

describe('a system that does not listen', () => {
  it('is told later, under the same id and with the time of that try, in whatever order', async () => {
    const { deliveries, secret } = await aWebhook({ events: ['visit.created', 'visit.en_route'] });
    receiver.answer(500, 302);
    const { visit } = await firm.book();
    await stack.advance(70);
    await firm.step(visit.visitId, 'en_route');
    await stack.advance(400);
    await stack.idle();
    expect(types()).toEqual(['visit.created', 'visit.created', 'visit.en_route', 'visit.created']);
    const tries = receiver.received.filter((one) => typeOf(one) === 'visit.created');
    expect(new Set(tries.map(idOf)).size).toBe(1);
    const times = tries.map(({ headers }) => Number(headers['webhook-timestamp']));
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    for (const one of tries) expect(isOurs(one, secret)).toBe(true);
    expect(JSON.parse(tries.at(-1)?.body ?? '').data.visit.status, 'as it is by then').toBe('en_route');
    const created = (await deliveries()).find(({ type }: { type: string }) => type === 'visit.created');
    expect(created.attempts.map(({ status }: { status: number }) => status)).toEqual([500, 302, 204]);
    expect(await stack.deadLetters()).toEqual([]);
  });

  it('and says 410 is told nothing more, and everything again once it is enabled', async () => {
    const { path, current, deliveries } = await aWebhook();
    receiver.answer(410);
    const { visit } = await firm.book();
    await stack.idle();
    await firm.step(visit.visitId, 'en_route');
    await stack.idle();
    expect(await current()).toMatchObject({ enabled: false, disabledReason: 'gone' });
    const { alerts } = (await firm.desk('GET', '/alerts')).body;
    expect(alerts.map(({ kind }: { kind: string }) => kind)).toEqual(['webhook_disabled']);
    const since = new Date((await stack.now()) - 60_000).toISOString();
    expect((await firm.boss('POST', `${path}/replay`, { since })).status).toBe(409);

    const before = receiver.received.length;
    await firm.boss('PATCH', path, { enabled: true });
    expect((await firm.boss('POST', `${path}/replay`, { since })).status).toBe(202);
    await stack.idle();
    const again = receiver.received.slice(before);
    const noted = await deliveries();
    expect(again.map(idOf).sort()).toEqual(
      noted.map(({ deliveryId }: { deliveryId: string }) => deliveryId).sort(),
    );
    expect(again.map(typeOf)).toEqual(
      expect.arrayContaining(['visit.created', 'visit.en_route', 'alert.raised']),
    );
    expect(noted.every(({ state }: { state: string }) => state === 'delivered')).toBe(true);
  });
});

describe('our own faults', () => {
  it('the bus repeats, the Scheduler refuses, the function dies: it is told, under one id', async () => {
    const { deliveries } = await aWebhook({ events: ['visit.created'] });
    receiver.answer(500);
    await stack.fault({ service: 'events', kind: 'duplicate', times: 3 });
    const scheduler = { service: 'scheduler', operation: 'CreateSchedule' };
    await stack.fault({ ...scheduler, kind: 'throttle', times: 8 });
    await stack.fault({
      service: 'dynamodb',
      operation: 'UpdateItem',
      kind: 'crash',
      when: 'after',
      times: 1,
    });
    await firm.book({ technicianIds: [] });
    await stack.advance(20 * 60);
    await stack.idle();
    const [delivery] = await deliveries();
    expect(delivery.state).toBe('delivered');
    expect(new Set(receiver.received.map(idOf)).size).toBe(1);
    expect(receiver.received.length).toBeLessThanOrEqual(3);
    expect(await stack.deadLetters()).toEqual([]);
  });
});

describe('a webhook', () => {
  it('is made once under a key, listed without its secret, at most ten of them, by the owner', async () => {
    const create = (url: string, key?: string) =>
      stack.call('POST', '/webhooks', {
        token: firm.owner.token,
        body: { url },
        ...(key && { headers: { 'idempotency-key': key } }),
      });
    const made = await create(receiver.url, 'a');
    expect((await create(receiver.url, 'a')).body).toEqual(made.body);
    expect((await firm.desk('GET', '/webhooks')).status).toBe(403);
    for (let more = 1; more < 10; more++) expect((await create(receiver.url)).status).toBe(201);
    expect((await create(receiver.url)).status).toBe(409);
    const list = (await firm.boss('GET', '/webhooks')).text;
    expect(JSON.parse(list).webhooks).toHaveLength(10);
    expect(list).not.toContain(made.body.secret.slice(6));
    expect(list).not.toContain('whsec_');
  });

  it('is refused for an address in a private network, and for events nobody knows', async () => {
    for (const url of [
      'https://10.0.0.1/',
      'http://crm.example.com/',
      'https://metadata.google.internal/',
      'x',
    ])
      expect((await firm.boss('POST', '/webhooks', { url })).status, url).toBe(422);
    for (const events of [['visit.moved'], 'all'])
      expect((await firm.boss('POST', '/webhooks', { url: receiver.url, events })).status).toBe(400);
    const { path } = await aWebhook();
    expect((await firm.boss('PATCH', path, { url: 'https://192.168.0.1/' })).status).toBe(422);
    for (const body of [{}, { since: '2026-11-24T09:00:00Z', deliveryId: 'msg_1' }])
      expect((await firm.boss('POST', `${path}/replay`, body)).status).toBe(422);
  });
});
