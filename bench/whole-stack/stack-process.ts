import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { client, freePort } from '../../test/support/stack.ts';
import { residentBytes } from './resident-bytes.ts';

/** `npm start -- --no-demo` as anybody would run it, with a folder and a port of its own. */
export type StackProcess = Awaited<ReturnType<typeof startStackProcess>>;

const MOST_START_MS = 60_000;

/** @throws Error when it does not start */
export async function startStackProcess() {
  const dataDir = mkdtempSync(join(tmpdir(), 'service-tracker-bench-'));
  const port = await freePort();
  const child = spawn('npm', ['start', '--', '--no-demo'], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
    // A process group of its own, so that one signal reaches whatever npm has started.
    detached: true,
  });
  const ended = once(child, 'exit');
  const end = () => endGroup(child.pid);
  process.once('exit', end);
  const url = `http://127.0.0.1:${port}`;
  const isUp = () =>
    fetch(`${url}/_local/idle`)
      .then(({ ok }) => ok)
      .catch(() => false);
  const started = performance.now();
  while (!(await isUp())) {
    if (child.exitCode !== null || performance.now() - started > MOST_START_MS) {
      throw new Error('The local stack did not start.');
    }
    await sleep(100);
  }
  return {
    ...client(url),
    /** Of npm and everything it started, the engine included; undefined but on Linux. */
    memory: () => residentBytes(child.pid ?? 0),
    async stop() {
      end();
      process.off('exit', end);
      await ended;
      await Promise.race([gone(url), sleep(5000)]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

/** npm may end before what it started. */
async function gone(url: string): Promise<void> {
  while (
    await fetch(`${url}/_local/clock`).then(
      () => true,
      () => false,
    )
  )
    await sleep(50);
}
