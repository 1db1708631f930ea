import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { company, southOf } from '../support/company.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

const textsTo = async (phone: string) => (await stack.outbox()).filter((text) => text.to === phone);

describe('one visit, from booking to the end of its link', () => {
  it('tells the customer where the technician is, and nothing else', async () => {
    const firm = await company(stack, 'acme');
    const { visit, link } = await firm.book();
    const path = `/t/${link.token}`;
    const status = async () => (await stack.call('GET', `${path}/status`)).body;
    const page = async () => (await stack.call('GET', path)).text;

    expect(await status()).toMatchObject({ status: 'pending_dispatch', technician: { firstName: 'Marcus' } });
    expect(await page()).toContain('Furnace tune-up');

    await firm.report([southOf(3050)]);
    await stack.advance(5);
    expect((await firm.phone('POST', `/visits/${visit.visitId}/status`, { status: 'en_route' })).status).toBe(
      200,
    );
    await stack.idle();
    const [onTheWay] = await textsTo(visit.customer.phone);
    expect(onTheWay?.text).toContain('on the way - arriving around');
    expect(onTheWay?.text).toContain(link.url);
    expect((await status()).eta.arrivesAt).toBeTruthy();
    expect((await status()).position, 'not within 300 m of where the drive began').toBeUndefined();

    await stack.advance(60);
    await firm.report([southOf(2000)]);
    await stack.idle();
    expect((await status()).position.lat).toBeCloseTo(southOf(2000).lat, 4);

    for (const metres of [1200, 600, 250]) {
      await stack.advance(40);
      await firm.report([southOf(metres)]);
      await stack.idle();
      expect((await status()).status).toBe('en_route');
    }
    await stack.advance(20);
    await firm.report([{ ...southOf(20), speed: 1 }]);
    await stack.idle();
    const there = await status();
    expect(there.status).toBe('arrived');
    expect(there.position).toBeUndefined();
    expect((await textsTo(visit.customer.phone)).map((text) => text.text)).toEqual([
      onTheWay?.text,
      'Marcus has arrived at your location.',
    ]);
    expect(await page()).toContain('has arrived');

    expect(
      (await firm.phone('POST', `/visits/${visit.visitId}/status`, { status: 'completed' })).status,
    ).toBe(200);
    const done = await status();
    expect(done.status).toBe('completed');
    expect(done.address).toBeUndefined();
    expect(await page()).toContain('completed');

    const { body } = await firm.desk('GET', `/visits/${visit.visitId}/timeline`);
    expect(body.entries.map((entry: { kind: string }) => entry.kind)).toEqual([
      'visit.created',
      'visit.en_route',
      'visit.arrived',
      'visit.completed',
    ]);
    expect(body.entries[2].evidence.source).toBe('geofence');

    await stack.advance(25 * 3600);
    expect((await stack.call('GET', path)).status).toBe(404);
    expect((await stack.call('GET', `${path}/status`)).status).toBe(404);
  });

  it('answers a cancelled link exactly as one that never was', async () => {
    const firm = await company(stack, 'acme');
    const { visit, link } = await firm.book();
    expect((await firm.step(visit.visitId, 'cancelled', { reason: 'no longer needed' })).status).toBe(200);
    for (const rest of ['', '/status']) {
      const cancelled = await stack.call('GET', `/t/${link.token}${rest}`);
      const never = await stack.call('GET', `/t/${'A'.repeat(22)}${rest}`);
      const malformed = await stack.call('GET', `/t/${encodeURIComponent('no such thing')}${rest}`);
      expect(cancelled.status).toBe(404);
      for (const other of [never, malformed]) {
        expect(other.text).toBe(cancelled.text);
        expect(comparable(other.headers)).toEqual(comparable(cancelled.headers));
      }
    }
  });
});

const comparable = (headers: Headers) =>
  Object.fromEntries(
    [...headers].filter(([name]) => !['date', 'apigw-requestid', 'x-amz-cf-id'].includes(name)),
  );
