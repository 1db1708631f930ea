import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTiny, type Tiny } from '../../support/tiny.ts';

let tiny: Tiny;
beforeAll(async () => {
  tiny = await startTiny();
});
afterAll(() => tiny?.stop());
beforeEach(() => tiny.mend());

describe('what a write sets in motion', () => {
  it('goes from the stream over the bus to queue and function, once each, before the stack is idle', async () => {
    await tiny.keep('fine-1');
    await tiny.idle();
    expect(await tiny.times('queue', 'fine-1')).toBe(1);
    expect(await tiny.times('event', 'fine-1')).toBe(1);
  });

  it('comes again after the visibility timeout and is parked after the last try', async () => {
    await tiny.keep('refused-1');
    await tiny.advance(59);
    expect(await tiny.times('queue', 'refused-1')).toBe(1);
    await tiny.advance(2);
    expect(await tiny.times('queue', 'refused-1')).toBe(2);
    await tiny.advance(120);
    await tiny.idle();
    expect(await tiny.times('queue', 'refused-1')).toBe(3);
    expect((await tiny.deadLetters()).filter(({ reason }) => reason === 'received 3 times')).toHaveLength(1);
  });

  it('is tried again one and two minutes later where a function was invoked for an event', async () => {
    await tiny.keep('thrown-1');
    await tiny.advance(50);
    expect(await tiny.times('event', 'thrown-1')).toBe(1);
    await tiny.advance(20);
    expect(await tiny.times('event', 'thrown-1')).toBe(2);
    await tiny.advance(120);
    await tiny.idle();
    expect(await tiny.times('event', 'thrown-1')).toBe(3);
    expect((await tiny.deadLetters()).filter(({ reason }) => reason.includes('failed 3 times'))).toHaveLength(
      1,
    );
  });

  it('parks only the record of a stream that cannot be handled', async () => {
    await Promise.all(['fine-2', 'poison-1', 'fine-3'].map((pk) => tiny.keep(pk)));
    await tiny.advance(60);
    await tiny.idle();
    expect(await tiny.times('queue', 'fine-2')).toBeGreaterThan(0);
    expect(await tiny.times('queue', 'fine-3')).toBeGreaterThan(0);
    expect(await tiny.times('queue', 'poison-1')).toBe(0);
    expect((await tiny.deadLetters()).filter(({ reason }) => reason.includes('poison'))).toHaveLength(1);
  });

  it('survives the end of the stack, with the clock where it was', async () => {
    await tiny.advance(86_400);
    await tiny.keep('refused-2');
    await tiny.advance(0);
    const before = await tiny.now();
    await tiny.restart();
    expect(await tiny.now()).toBeGreaterThanOrEqual(before);
    expect(await tiny.times('queue', 'refused-2')).toBe(1);
    await tiny.advance(200);
    await tiny.idle();
    expect(await tiny.times('queue', 'refused-2')).toBe(3);
  });
});

describe('an injected fault', () => {
  it('can come after the effect, so that nobody can tell', async () => {
    await tiny.fault({
      service: 'dynamodb',
      operation: 'PutItem',
      kind: 'timeout',
      when: 'after',
      times: 1,
    });
    expect((await tiny.keep('silent')).body).toEqual({ error: 'TimeoutError' });
    expect((await tiny.call('GET', '/items/silent')).body.there).toBe(true);
  });

  it('can end the function that makes the call', async () => {
    await tiny.fault({ service: 'dynamodb', operation: 'PutItem', kind: 'crash', times: 1 });
    const answer = await tiny.keep('crashed');
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({ message: 'Internal Server Error' });
    expect((await tiny.call('GET', '/items/crashed')).body.there).toBe(false);
    expect((await tiny.keep('crashed')).status).toBe(201);
  });

  it.each([
    ['before', 1],
    ['after', 2],
  ] as const)(
    'can lose a batch of a stream %s the function had it, and it comes again',
    async (when, times) => {
      await tiny.fault({ service: 'streams', kind: 'error', when, times: 1 });
      await tiny.keep(`lost-${when}`);
      await tiny.advance(10);
      await tiny.idle();
      expect(await tiny.times('queue', `lost-${when}`)).toBe(times);
    },
  );

  it('is refused when it makes no sense', async () => {
    for (const fault of [
      { service: 'sqs', kind: 'error' },
      { service: 'sns', kind: 'explode' },
      { service: 'sns', kind: 'reorder' },
      { service: 'sns', kind: 'item-errors' },
      { service: 'location', kind: 'no-route' },
      { service: 'sns', kind: 'error', times: 0 },
      { service: 'sns', kind: 'error', probability: 2 },
      { service: 'sns', kind: 'error', when: 'during' },
    ]) {
      const { status, headers } = await tiny.call('POST', '/_local/faults', { body: fault });
      expect([status, headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    }
  });
});

describe("the stack's clock", () => {
  it('moves the functions along, and never back', async () => {
    await tiny.advance(3600);
    const { body } = await tiny.call('GET', '/echo/now');
    expect(Math.abs(body.now - (await tiny.now()))).toBeLessThan(5000);
    const past = new Date(Date.now() - 1000).toISOString();
    expect((await tiny.call('POST', '/_local/clock', { body: { now: past } })).status).toBe(400);
    for (const advanceSeconds of [-1, 1e12, 1e300])
      expect((await tiny.call('POST', '/_local/clock', { body: { advanceSeconds } })).status).toBe(400);
  });

  it('takes no long while for a few years', async () => {
    const to = Date.parse('2030-01-07T17:00:00Z');
    await tiny.call('POST', '/_local/clock', { body: { now: new Date(to).toISOString() } });
    expect(await tiny.now()).toBeGreaterThanOrEqual(to);
  });
});

it('counts what a bill would count', async () => {
  await tiny.idle();
  await tiny.resetUsage();
  await tiny.keep('billed');
  const usage = await tiny.usage();
  expect(usage['dynamodb'].PutItem).toEqual({ calls: 1, writeUnits: 1 });
  expect(usage['httpapi']['POST /items']).toEqual({ calls: 1 });
});

describe('a function that somebody calls by hand', () => {
  it('answers, fails in its own words, and is missed when there is none', async () => {
    expect(await tiny.invoke('tiny-OnStream', { Records: [] })).toBeNull();
    await expect(tiny.invoke('tiny-Echo-none', {})).rejects.toThrow('Function not found: tiny-Echo-none');
    const poison = { dynamodb: { NewImage: { pk: { S: 'poison-2' } } } };
    await expect(tiny.invoke('tiny-OnStream', { Records: [poison] })).rejects.toThrow('poison');
  });
});
