import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalCloud } from '../local/cloud.ts';
import { optionsOf } from '../scripts/options.ts';
import { synth } from '../scripts/synth.ts';
import { freePort } from '../test/support/stack.ts';
import { fuzz, type Outcome } from './run.ts';

const HELP = `npm run fuzz -- [options]
  --seed N        where chance begins (1); the same seed asks the same again
  --requests N    how many requests to make (20000)
  --url URL       a local stack that runs already; one of its own unless told`;

const { values } = optionsOf(
  {
    options: {
      seed: { type: 'string', default: '1' },
      requests: { type: 'string', default: '20000' },
      url: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  },
  HELP,
);

const whole = (name: 'seed' | 'requests'): number => {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${name} must be a whole number above 0.`);
};

if (values.help) console.log(HELP);
else await run();

async function run(): Promise<void> {
  const [seed, requests] = [whole('seed'), whole('requests')];
  const stack = values.url ? { url: values.url, stop: async () => undefined } : await ownStack();
  const began = performance.now();
  try {
    const outcome = await fuzz({ url: stack.url, seed, requests, account: `fuzz-${seed}-${Date.now()}` });
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    tell(outcome);
    console.log(`seed ${seed}: ${outcome.findings.length} findings, in ${seconds} s`);
    if (outcome.findings.length > 0) process.exitCode = 1;
  } finally {
    await stack.stop();
  }
}

/** On a free port and in a folder that is gone afterwards. */
async function ownStack() {
  await synth({ ifChanged: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'service-tracker-fuzz-'));
  const cloud = await startLocalCloud({
    port: await freePort(),
    dataDir,
    fresh: true,
    demo: false,
    quiet: true,
  });
  return {
    url: cloud.url,
    async stop() {
      await cloud.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function tell({ findings, answers, impossible, operations }: Outcome): void {
  const asked = [...answers.values()].reduce((sum, times) => sum + times, 0);
  console.log(`${asked} requests to ${operations} operations were answered:`);
  const kinds = Map.groupBy([...answers].sort(), ([name]) => name.split(' ')[0] ?? '');
  for (const [kind, lines] of kinds)
    console.log(
      `  ${kind.padEnd(14)} ${lines.map(([name, times]) => `${name.split(' ')[1]}: ${times}`).join(', ')}`,
    );
  if (impossible.size > 0) console.log('Right in shape, but said to be impossible:');
  for (const [what, times] of [...impossible].sort(([, a], [, b]) => b - a).slice(0, 60))
    console.log(`  ${times} × ${what}`);
  for (const { rule, key, kind, detail, example, times } of findings)
    console.log(`FOUND ${rule}, ${times} ×: ${key} (${kind}) ${detail}\n  ${example}`);
}
