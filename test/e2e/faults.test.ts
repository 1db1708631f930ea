import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { company, southOf } from '../support/company.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());
beforeEach(() => stack.mend());

let firms = 0;
/** A company of its own for each story, with a technician who has just been seen 2 km away. */
async function aTechnicianNearby() {
  const firm = await company(stack, `firm${++firms}`);
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

describe('when SNS refuses', () => {
  for (const kind of ['throttle', 'error'] as const) {
    it(`sends the text once after a spell of ${kind}`, async () => {
      const { setOff, texts, states } = await aTechnicianNearby();
      await stack.fault({ service: 'sns', operation: 'Publish', kind, when: 'before', times: 5 });
      expect((await setOff()).status).toBe(200);
      await settle(200);
      expect(await texts()).toHaveLength(1);
      expect(await states()).toEqual([['en_route', 'delivered']]);
    });
  }

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

describe('when nobody knows whether SNS took it', () => {
  for (const [kind, when, sent] of [
    ['timeout', 'before', 0],
    ['timeout', 'after', 1],
    ['crash', 'before', 0],
    ['crash', 'after', 1],
    ['throttle', 'after', 1],
    ['error', 'after', 1],
  ] as const) {
    it(`does not send again after a ${kind} ${when} the effect, and says unknown`, async () => {
      const { setOff, texts, states } = await aTechnicianNearby();
      await stack.fault({ service: 'sns', operation: 'Publish', kind, when, times: 1 });
      await setOff();
      await settle(200);
      expect(await texts()).toHaveLength(sent);
      expect(await states()).toEqual([['en_route', 'unknown']]);
    });
  }
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
