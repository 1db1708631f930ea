import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aSubscription } from '../support/a-subscription.ts';
import { company, newPhone, southOf } from '../support/company.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());
beforeEach(() => stack.mend());

let open: (() => Promise<unknown>)[] = [];
/** A visit that is left open grows late while the next stories move the clock, and its alerts meet their faults. */
afterEach(async () => {
  await stack.mend();
  await Promise.all(open.map((close) => close()));
  open = [];
});

let firms = 0;
/** A company of its own for each story; the visits it books are closed when the story is over. */
async function aFirm() {
  const firm = await company(stack, `firm${++firms}`);
  const book = async (more: object = {}) => {
    const booked = await firm.book(more);
    const { visitId } = booked.visit;
    open.push(async () => {
      const done = await firm.step(visitId, 'completed');
      if (done.status === 409) await firm.step(visitId, 'cancelled', { reason: 'The story is over.' });
    });
    return booked;
  };
  return { ...firm, book };
}

/** With a technician who has just been seen 2 km away. */
async function aTechnicianNearby() {
  const firm = await aFirm();
  const { visit, link } = await firm.book();
  await firm.report([southOf(2000)]);
  await stack.idle();
  const setOff = () => firm.phone('POST', `/visits/${visit.visitId}/status`, { status: 'en_route' });
  const texts = async () => (await stack.outbox()).filter((text) => text.to === visit.customer.phone);
  const states = async () => {
    const { body } = await firm.desk('GET', `/visits/${visit.visitId}/messages`);
    return body.messages.map((message: { kind: string; state: string }) => [message.kind, message.state]);
  };
  const arrive = async () => {
    await stack.advance(100);
    await firm.report([southOf(400)]);
    await stack.advance(40);
    await firm.report([{ ...southOf(10), speed: 0.5 }]);
  };
  return { firm, visit, link, setOff, texts, states, arrive };
}

/** Waits until nothing is due, letting the stack's clock run to each pending retry. */
async function settle(seconds = 900) {
  for (let left = seconds; left > 0; left -= 70) await stack.advance(70);
  await stack.idle();
}

type Way = 'text' | 'mail' | 'browser' | 'app';
const SERVICE: Readonly<Record<Way, readonly [service: string, operation: string]>> = {
  text: ['sns', 'Publish'],
  mail: ['ses', 'SendEmail'],
  browser: ['webpush', 'Push'],
  app: ['sns', 'Publish'],
};

/** A customer who is told by this way: of the booking by text or mail, of the arrival on a device, else by text. */
async function aCustomerToldBy(way: Way) {
  const firm = await aFirm();
  if (way === 'mail') await firm.boss('PUT', '/settings', { messages: { booked: { channels: ['email'] } } });
  const [phone, email] = [newPhone(), `dana${firms}@example.org`];
  const { visit, link } = await firm.book({ customer: { name: 'Dana Whitfield', phone, email } });
  const { visitId } = visit;
  const subscription = aSubscription();
  const token = `token-${firms}`;
  if (way === 'browser') await stack.call('PUT', `/t/${link.token}/push`, { body: subscription });
  if (way === 'app') {
    const devices = `/customers/${visit.customer.customerId}/devices`;
    await firm.desk('PUT', devices, { platform: 'android', pushToken: token });
  }
  const onDevice = way === 'browser' || way === 'app';
  if (onDevice) {
    // A phone that was never heard of would be waited for.
    await firm.report([southOf(2000)]);
    await firm.step(visitId, 'en_route');
  }
  await stack.idle();
  return {
    tell: () =>
      onDevice ? firm.step(visitId, 'arrived') : firm.desk('POST', `/visits/${visitId}/link/text`),
    /** By what it really left. */
    left: async () =>
      (await stack.outbox())
        .filter(
          ({ to, text }) =>
            [phone, email, subscription.endpoint, token].includes(to) && !/on the way/.test(text),
        )
        .map(({ channel }) => channel),
    /** What the ledger says of it. */
    ledger: async () => {
      const { messages } = (await firm.desk('GET', `/visits/${visitId}/messages`)).body;
      const { channel, state } = messages.at(-1);
      return `${channel} ${state}`;
    },
    alerts: async () =>
      (await firm.desk('GET', '/alerts')).body.alerts.map(({ kind }: { kind: string }) => kind),
  };
}

type FaultRow = readonly [kind: string, when: string, left: readonly string[], ledger: string];
/** A text or a mail never leaves twice; an answer that never came is `unknown`, and told. */
const once = (channel: 'sms' | 'email'): FaultRow[] => [
  ['throttle', 'before', [channel], `${channel} delivered`],
  ['error', 'before', [channel], `${channel} delivered`],
  ['timeout', 'before', [], `${channel} unknown`],
  ['timeout', 'after', [channel], `${channel} unknown`],
  ['crash', 'before', [], `${channel} unknown`],
  ['crash', 'after', [channel], `${channel} unknown`],
  ['throttle', 'after', [channel], `${channel} unknown`],
  ['error', 'after', [channel], `${channel} unknown`],
];
/** An arrival is texted within the attempt where no device is known to have taken it. */
const elseText: FaultRow[] = [
  ['error', 'before', ['sms'], 'sms delivered'],
  ['timeout', 'before', ['sms'], 'sms delivered'],
  ['timeout', 'after', ['push', 'sms'], 'sms delivered'],
  ['crash', 'before', [], 'push unknown'],
  ['crash', 'after', ['push'], 'push unknown'],
];
const ROWS: readonly (readonly [Way, ...FaultRow])[] = [
  ...once('sms').map((row) => ['text', ...row] as const),
  ...once('email').map((row) => ['mail', ...row] as const),
  ...elseText.map((row) => ['browser', ...row] as const),
  ...elseText.map((row) => ['app', ...row] as const),
];

describe('a fault of the service that a message goes by', () => {
  it.each(ROWS)(
    '%s, %s %s the effect: %j left, and the ledger says %s',
    async (way, kind, when, left, ledger) => {
      const story = await aCustomerToldBy(way);
      const [service, operation] = SERVICE[way];
      await stack.fault({ service, operation, kind, when, times: 1 });
      await story.tell();
      await settle(200);
      expect([await story.left(), await story.ledger()]).toEqual([left, ledger]);
      expect(await story.alerts()).toEqual(ledger.endsWith('unknown') ? ['message_unknown'] : []);
    },
  );
});

describe('when SNS refuses', () => {
  it.each(['throttle', 'error'] as const)('sends the text once after a spell of %s', async (kind) => {
    const { setOff, texts, states } = await aTechnicianNearby();
    await stack.fault({ service: 'sns', operation: 'Publish', kind, when: 'before', times: 5 });
    expect((await setOff()).status).toBe(200);
    await settle(200);
    expect(await texts()).toHaveLength(1);
    expect(await states()).toEqual([['en_route', 'delivered']]);
  });

  it('parks a text that is refused for ever, marks it failed, and goes on', async () => {
    const { setOff, texts, states } = await aTechnicianNearby();
    const parked = (await stack.deadLetters()).length;
    await stack.fault({ service: 'sns', operation: 'Publish', kind: 'error', when: 'before' });
    await setOff();
    await settle();
    expect(await texts()).toHaveLength(0);
    expect(await states()).toEqual([['en_route', 'failed']]);
    expect((await stack.deadLetters()).length).toBeGreaterThan(parked);
  });
});

describe('when events and stream records come twice or out of order', () => {
  for (const service of ['events', 'streams'] as const) {
    for (const kind of ['duplicate', 'reorder'] as const) {
      it(`says everything once despite ${kind} of ${service}`, async () => {
        const { setOff, texts, states, arrive } = await aTechnicianNearby();
        await stack.fault({ service, kind });
        await setOff();
        // A copy that meets the original half-way comes back later.
        await settle(70);
        await arrive();
        await settle(200);
        expect(await texts()).toHaveLength(2);
        expect(await states()).toEqual([
          ['en_route', 'delivered'],
          ['arrived', 'delivered'],
        ]);
      });
    }
  }
});

describe('when a service the drive needs is down', () => {
  it.each([
    ['does not answer', 'timeout'],
    ['knows no way', 'no-route'],
  ])('sends the text without a time when Routes %s', async (_, kind) => {
    const { setOff, texts } = await aTechnicianNearby();
    await stack.fault({ service: 'geo-routes', kind, when: 'before' });
    await setOff();
    await settle(100);
    const [text] = await texts();
    expect(text?.text).toMatch(/is on the way\. Track them here: /);
  });

  for (const kind of ['throttle', 'error', 'timeout', 'crash', 'item-errors'] as const) {
    it(`still notices the arrival after Location fails by ${kind} for a while`, async () => {
      const { firm, visit, setOff, arrive, texts } = await aTechnicianNearby();
      await setOff();
      await stack.idle();
      await stack.fault({
        service: 'location',
        operation: 'BatchEvaluateGeofences',
        kind,
        when: 'before',
        times: 2,
      });
      await arrive();
      await settle(200);
      const { body } = await firm.desk('GET', `/visits/${visit.visitId}`);
      expect(body.visit.status).toBe('arrived');
      expect((await texts()).filter((text) => text.text.includes('has arrived'))).toHaveLength(1);
    });
  }

  it('books a visit without a map when Places fails', async () => {
    const { firm } = await aTechnicianNearby();
    await stack.fault({ service: 'geo-places', kind: 'error', when: 'before' });
    const { visit } = (await firm.book({ address: { line: '48 Willow Ln' } })) as never as {
      visit: { address: { verified: boolean } };
    };
    expect(visit.address.verified).toBe(false);
  });

  it('answers 500 without losing or half-writing anything when DynamoDB fails', async () => {
    const { firm, visit, setOff, states } = await aTechnicianNearby();
    await stack.fault({
      service: 'dynamodb',
      operation: 'TransactWriteItems',
      kind: 'error',
      when: 'before',
    });
    const refused = await setOff();
    expect(refused.status).toBe(500);
    expect(refused.body).toMatchObject({ type: 'urn:service-tracker:problem:fault' });
    await stack.mend();
    await settle(100);
    expect((await firm.desk('GET', `/visits/${visit.visitId}`)).body.visit.status).toBe('pending_dispatch');
    expect(await states()).toEqual([]);
    expect((await setOff()).status).toBe(200);
  });

  it('publishes every fact late rather than never when the bus fails', async () => {
    const { setOff, texts } = await aTechnicianNearby();
    await stack.fault({ service: 'events', operation: 'PutEvents', kind: 'error', when: 'before', times: 4 });
    await setOff();
    await settle(200);
    expect(await texts()).toHaveLength(1);
  });
});
