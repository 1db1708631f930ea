import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { company, southOf } from '../support/company.ts';
import { client, freePort } from '../support/stack.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'service-tracker-'));
let running: ChildProcess | undefined;

afterAll(() => {
  running?.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(port: number, ...options: string[]) {
  running = spawn(process.execPath, ['local/start.ts', '--no-demo', ...options], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    running?.stdout?.on('data', (text) => String(text).includes(`127.0.0.1:${port}`) && resolve());
    running?.once('exit', (code) => reject(new Error(`the stack ended with ${code}`)));
  });
  return client(`http://127.0.0.1:${port}`);
}

const ended = () => new Promise((resolve) => running?.once('exit', resolve));

describe('a machine that loses power', () => {
  it('keeps what was acknowledged, and says after the restart what was still to be said, once', async () => {
    const port = await freePort();
    const stack = await start(port);
    const firm = await company(stack, 'acme');
    const { visit, link } = await firm.book();
    await firm.report([southOf(2000)]);
    await stack.advance(3600);
    const before = await stack.now();
    await firm.phone('POST', `/visits/${visit.visitId}/status`, { status: 'en_route' });
    const gone = ended();
    running?.kill('SIGKILL');
    await gone;

    const again = await start(port);
    expect(await again.now()).toBeGreaterThanOrEqual(before);
    await again.advance(70);
    await again.idle();
    expect((await again.call('GET', `/t/${link.token}/status`)).body.status).toBe('en_route');
    expect(await again.outbox()).toHaveLength(1);

    const stopped = ended();
    running?.kill('SIGINT');
    expect(await stopped).toBe(0);
  });
});

it('begins anew on data that is broken, when told to', async () => {
  for (const file of ['store.sqlite', 'dynamodb.sqlite'])
    writeFileSync(join(dataDir, file), 'x'.repeat(9999));
  const stack = await start(await freePort(), '--fresh');
  expect(await stack.outbox()).toEqual([]);
  const stopped = ended();
  running?.kill('SIGINT');
  await stopped;
});
