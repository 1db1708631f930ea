import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { startLocalCloud } from './cloud.ts';

/** `npm start`: the whole system on this machine. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DEFAULT_PORT = 4000;

// Many small isolates on one machine: this takes a quarter off what they hold, before the first one starts.
setFlagsFromString('--optimize-for-size');

shareMemory();
try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/**
 * Each thread would keep an arena of memory of its own, long after it has ended: glibc reads how many there may be when
 * a process begins, so this one begins once more, as the same process.
 */
function shareMemory(): void {
  if (process.platform !== 'linux' || process.env['MALLOC_ARENA_MAX'] || !process.execve) return;
  // That it is an experiment is no news to who starts a stack.
  process.removeAllListeners('warning');
  const { execPath, execArgv, argv, env } = process;
  process.execve(execPath, [execPath, ...execArgv, ...argv.slice(1)], { ...env, MALLOC_ARENA_MAX: '2' });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    allowNegative: true,
    options: { fresh: { type: 'boolean', default: false }, demo: { type: 'boolean', default: true } },
  });
  synthesise();
  const dataDir = process.env['DATA_DIR'] || `${ROOT}.local`;
  const cloud = await startLocalCloud({
    port: readPort(),
    dataDir,
    fresh: values.fresh,
    demo: values.demo,
  });
  stopOnSignal(cloud.stop);
  stopWithParent();
  console.log(greeting(cloud.url, dataDir, values.demo));
}

/** In a process of its own: the compiler and the CDK would otherwise stay in this one's memory. */
function synthesise(): void {
  const { status } = spawnSync(process.execPath, ['scripts/synth.ts', '--if-changed'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('The stack could not be synthesised: see above, or run npm run synth.');
}

function readPort(): number {
  const port = Number(process.env['PORT'] || DEFAULT_PORT);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`PORT must be a number from 1 to 65535, not ${process.env['PORT']}.`);
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      void stop().then(() => process.exit(0));
    });
  }
}

/** Whoever ends npm alone, as a script may, means the stack as well; npm's shell does not pass that on. */
function stopWithParent(): void {
  if (!process.env['npm_lifecycle_event']) return;
  const parent = process.ppid;
  const look = setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), 500);
  look.unref();
}

function greeting(url: string, dataDir: string, demo: boolean): string {
  return [
    '',
    `Service Tracker runs at ${url}`,
    '',
    `  home              ${url}/          visits, texts, tokens, clock, faults, the API document`,
    `  technician's page ${url}/technician`,
    `  office's page     ${url}/dispatch`,
    demo
      ? "  customer's page   follows, as soon as the demo has booked a visit"
      : '  Account and team are there; nobody drives.',
    '',
    `Ctrl-C stops it; what it knows stays in ${relative('', dataDir)} (npm start -- --fresh forgets it).`,
  ].join('\n');
}
