import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROW_SHAPES } from '../../../local/store/row-shapes.ts';
import { startTiny, type Tiny } from '../../support/tiny.ts';

let tiny: Tiny;
beforeAll(async () => {
  tiny = await startTiny();
});
afterAll(() => tiny?.stop());

/** The collections with one row, under a name that is looked for. */
const KEYS: Readonly<Record<string, string>> = { clock: 'offset', identity: 'key' };

/** Restarts the stack on a store somebody has written to. */
const restartWith = (...rows: (readonly [collection: string, key: string, text: string])[]) =>
  tiny.restart((file) => {
    const db = new DatabaseSync(file);
    const put = db.prepare('INSERT OR REPLACE INTO entries VALUES (?, ?, ?)');
    for (const row of rows) put.run(...row);
    db.close();
  });

/** That everything goes its way: a write through stream, bus, queue and function, and what the control doors read. */
async function works(pk: string) {
  await tiny.keep(pk);
  await tiny.idle();
  expect(await tiny.times('queue', pk)).toBe(1);
  expect(await tiny.times('event', pk)).toBe(1);
  expect(await tiny.outbox()).toEqual([]);
}
const parkedFrom = async (collection: string) =>
  (await tiny.deadLetters()).filter(({ queue }) => queue === `local:${collection}`);

describe('what lies on disk and makes no sense', () => {
  const collections = () =>
    Object.keys(ROW_SHAPES).map((name) => (name === 'queue:' ? name + tiny.deadLetterQueue().name : name));

  it.each([
    ['is no JSON', 'no JSON'],
    ['is nothing', 'null'],
    ['is of another kind', '{"odd":[true]}'],
  ])('is parked and told, whatever its collection, where it %s', async (_, text) => {
    const before = await tiny.deadLetters();
    await restartWith(...collections().map((name) => [name, KEYS[name] ?? 'poison', text] as const));
    const told = (await tiny.deadLetters()).slice(before.length).map(({ queue }) => queue);
    expect(told.sort()).toEqual(
      collections()
        .map((name) => `local:${name}`)
        .sort(),
    );
    await works(`fine-after-${text.length}`);
  });

  it('is parked once: the next start has nothing more to tell', async () => {
    const before = await tiny.deadLetters();
    await tiny.restart();
    expect(await tiny.deadLetters()).toEqual(before);
  });

  it.each([
    ['a clock beyond all calendars', 'clock', 'offset', 1e300],
    ['keys that are none', 'identity', 'key', { privateJwk: { kty: 'RSA', n: 'x' }, publicJwk: {} }],
    [
      'a call whose event cannot be read',
      'invocations',
      'one',
      { id: 'one', functionArn: 'arn', payload: '{', attempts: 0, dueAt: 0 },
    ],
    [
      'a call of a function that is gone',
      'invocations',
      'two',
      {
        id: 'two',
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:gone',
        payload: '{}',
        attempts: 0,
        dueAt: 0,
      },
    ],
  ])('is parked also when it looks like the real thing: %s', async (_, collection, key, value) => {
    const before = await parkedFrom(collection);
    await restartWith([collection, key, JSON.stringify(value)]);
    expect(await parkedFrom(collection)).toHaveLength(before.length + 1);
    await works(`fine-beyond-${key}`);
  });
});

describe('a schedule that is due for a target nobody knows', () => {
  const schedule = (name: string, target: object) => {
    const role = 'arn:aws:iam::000000000000:role/scheduler';
    const row = {
      name,
      group: 'default',
      expression: 'at(2020-01-01T00:00:00)',
      timeZone: 'UTC',
      dueAt: Date.parse('2020-01-01T00:00:00Z'),
      enabled: true,
      deleteAfterwards: true,
      target: { Arn: 'arn:aws:lambda:us-east-1:000000000000:function:gone', RoleArn: role, ...target },
      flexibleTimeWindow: { Mode: 'OFF' },
      createdAt: 0,
      modifiedAt: 0,
    };
    return ['schedules', `default/${name}`, JSON.stringify(row)] as const;
  };

  it('is parked and told, whether a function or a queue is gone, and keeps no stack from starting', async () => {
    const before = await parkedFrom('schedules');
    const queue = { Arn: 'arn:aws:sqs:us-east-1:000000000000:gone' };
    await restartWith(schedule('no-function', {}), schedule('no-queue', queue));
    const told = (await parkedFrom('schedules')).slice(before.length).map(({ reason }) => reason);
    expect(told.toSorted()).toEqual([
      expect.stringContaining('no-function: There is no'),
      expect.stringContaining('no-queue: There is no'),
    ]);
    await works('fine-after-schedules');
  });

  it('goes to its own dead-letter queue where it names one', async () => {
    const { arn: Arn, name: queue } = tiny.deadLetterQueue();
    await restartWith(schedule('with-queue', { DeadLetterConfig: { Arn } }));
    expect(await tiny.deadLetters()).toContainEqual(
      expect.objectContaining({ queue, reason: expect.stringContaining('There is no') }),
    );
  });
});
