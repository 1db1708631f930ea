import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalCloud } from '../../local/cloud.ts';
import { ROW_SHAPES } from '../../local/store/row-shapes.ts';
import { openStore } from '../../local/store/sqlite-store.ts';
import { STREAM_POSITIONS } from '../../local/streams/stream-consumer.ts';
import { company, southOf } from '../support/company.ts';
import { client, freePort } from '../support/stack.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'service-tracker-'));
let port: number;
let cloud: Awaited<ReturnType<typeof startLocalCloud>>;
const start = () => startLocalCloud({ port, dataDir, demo: false, quiet: true });

beforeAll(async () => {
  port = await freePort();
  cloud = await start();
});
afterAll(async () => {
  await cloud?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What the operator types. */
const republish = (...visits: string[]) =>
  promisify(execFile)(process.execPath, [
    'scripts/republish.ts',
    ...['--endpoint', `http://127.0.0.1:${port}/_local/aws`],
    ...visits.flatMap((visitId) => ['--visit', visitId]),
  ]);

/** The stream has moved on, and whoever publishes facts was not there: as after a day without the event bus. */
function forgetFacts(): void {
  const store = openStore(join(dataDir, 'store.sqlite'), ROW_SHAPES);
  const positions = store.list<string>(STREAM_POSITIONS);
  const shardOf = (key: string) => key.slice(key.indexOf('/'));
  for (const { key } of positions.filter((one) => one.key.includes('PublishFacts'))) {
    const others = positions.filter((one) => shardOf(one.key) === shardOf(key)).map(({ value }) => value);
    const newest = others.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)).at(-1);
    store.put(STREAM_POSITIONS, key, newest);
  }
  store.close();
}

describe('facts that are told again', () => {
  it('bring the text that is missing and still true, and no other', async () => {
    const stack = client(cloud.url);
    const firm = await company(stack, 'acme');
    const others = ['priya', 'jose'].map((name) =>
      stack.member('technician', { accountId: 'acme', memberId: `acme-${name}`, name: `${name} Day` }),
    );
    const [priya, jose] = await Promise.all(others);
    const [told, lost, past] = await Promise.all([
      firm.book(),
      firm.book({ technicianIds: [priya?.memberId] }),
      firm.book({ technicianIds: [jose?.memberId] }),
    ]);
    await firm.report([southOf(2000)]);
    await firm.step(told.visit.visitId, 'en_route');
    await stack.idle();
    const texts = async (to: typeof told) =>
      (await stack.outbox()).filter((one) => one.to === to.visit.customer.phone).map(({ text }) => text);
    expect(await texts(told)).toHaveLength(1);

    await stack.fault({ service: 'events', operation: 'PutEvents', kind: 'error', when: 'before' });
    await firm.step(lost.visit.visitId, 'en_route');
    for (const status of ['en_route', 'arrived', 'completed']) await firm.step(past.visit.visitId, status);
    // Far more than ten tries: the bus is still asked, and nothing is parked.
    await stack.advance(900);
    expect(await stack.deadLetters()).toEqual([]);
    await cloud.stop();
    forgetFacts();
    cloud = await start();
    await stack.advance(120);
    await stack.idle();
    expect(await texts(lost)).toEqual([]);

    const ids = [told, lost, past].map(({ visit }) => visit.visitId);
    for (let again = 0; again < 2; again++) {
      const { stdout } = await republish(...ids);
      expect(stdout.trim().split('\n')).toEqual(
        ids.map((visitId, index) => `${visitId}: ${[2, 2, 4][index]} facts told again`),
      );
      await stack.idle();
      expect(await texts(told)).toHaveLength(1);
      expect(await texts(lost)).toEqual([expect.stringContaining('is on the way')]);
      expect(await texts(past)).toEqual([]);
    }
    const { body } = await firm.desk('GET', `/visits/${past.visit.visitId}/messages`);
    const states = body.messages.map(({ kind, state, reason }: Record<string, string>) => [
      kind,
      state,
      reason,
    ]);
    // Both facts are worked on at once.
    expect(states.sort()).toEqual([
      ['arrived', 'suppressed', 'outdated'],
      ['en_route', 'suppressed', 'outdated'],
    ]);
    await expect(republish('nobody')).rejects.toMatchObject({ stdout: 'nobody: there is no such visit\n' });
  });
});
