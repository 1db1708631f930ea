import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { bundling } from '../scripts/build.ts';
import { measureBoard } from './board/measure-board.ts';
import { measureColdStarts } from './cold-start/cold-start.ts';
import { simulateVisit } from './cost/simulated-visit.ts';
import { priceVisit } from './cost/visit-cost.ts';
import { measureSockets } from './live/measure-sockets.ts';
import type { Section } from './report/row.ts';
import { renderTable } from './report/table.ts';
import { measureRequests } from './requests/requests.ts';
import { takeBundle } from './take-bundle.ts';
import { measureTechnicianPage } from './technician/measure-page.ts';
import { measureLoad } from './whole-stack/load.ts';
import { SHORT, WHOLE } from './whole-stack/load-plan.ts';
import { memoryRow } from './whole-stack/memory.ts';
import { type StackProcess, startStackProcess } from './whole-stack/stack-process.ts';
import { measureThroughput } from './whole-stack/throughput.ts';

const root = bundling.absWorkingDir;
/** What a stack does when it has just started is no visit's. */
const SETTLED_AFTER_MS = 3000;
/** Functions that nobody calls for a minute are stopped within another quarter, and what they held is given back. */
const IDLE_AFTER_MS = 90_000;

/** `npm run bench -- whole-stack [--short]`: the fleet alone, on a stack of its own, and what it leaves in memory. */
async function measureWholeStack(isShort: boolean): Promise<Section[]> {
  const stack = await startStackProcess();
  try {
    say(`a fleet at work${isShort ? ', a small one' : ''}`);
    const load = await measureLoad(stack, isShort ? SHORT : WHOLE);
    const loaded = memoryRow(stack, 'just after the load', false);
    await sleep(IDLE_AFTER_MS);
    const rows = [...loaded, ...memoryRow(stack, 'idle again after the load', true)];
    return [load, { title: 'Memory of npm start after the fleet, with its engine', rows }];
  } finally {
    await stack.stop();
  }
}

/** `npm run bench -- cost`: what a visit costs, alone. */
async function measureCost(): Promise<Section[]> {
  const stack = await startStackProcess();
  try {
    await sleep(SETTLED_AFTER_MS);
    return await priceVisits(stack);
  } finally {
    await stack.stop();
  }
}

async function priceVisits(stack: StackProcess): Promise<Section[]> {
  say('a visit');
  const asking = await simulateVisit(stack, 'asking');
  const listening = await simulateVisit(stack, 'listening');
  const busy = await simulateVisit(stack, 'busy');
  return [
    ...priceVisit(asking, 'a viewer who asks every 10 s'),
    ...priceVisit(listening, 'a viewer who listens'),
    ...priceVisit(busy, 'a viewer who listens, mails, a webhook and an open board'),
  ];
}

async function measureAll(): Promise<Section[]> {
  say('building');
  const bundle = await takeBundle();
  const stack = await startStackProcess();
  try {
    await sleep(SETTLED_AFTER_MS);
    const fresh = memoryRow(stack, 'idle after the start', true);
    const visits = await priceVisits(stack);
    say('sockets');
    const sockets = await measureSockets(stack);
    say('throughput');
    const throughput = await measureThroughput(stack);
    const loaded = memoryRow(stack, 'just after the load', false);
    const idleSince = performance.now();
    say('requests');
    const requests = await measureRequests(bundle.folder, bundle.tables);
    say('cold starts');
    const coldStarts = await measureColdStarts(bundle);
    await sleep(Math.max(0, idleSince + IDLE_AFTER_MS - performance.now()));
    const idle = memoryRow(stack, 'idle again after the load', true);
    const memory = {
      title: 'Memory of npm start, with its engine',
      rows: [...fresh, ...loaded, ...idle],
    };
    const phone = await measureTechnicianPage();
    return [...requests, ...coldStarts, ...visits, phone, sockets, throughput, memory];
  } finally {
    await stack.stop();
  }
}

const say = (what: string) => console.error(`measuring: ${what}`);

// Lets what was started be stopped on the way out.
process.once('SIGINT', () => process.exit(130));
const started = performance.now();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean', default: false } },
});
const PARTS: Readonly<Record<string, () => Promise<Section[]>>> = {
  latest: async () => [...(await measureAll()), ...(await measureWholeStack(true))],
  // The large fleet by itself alone: where it is too much for a machine, the other figures are not lost with it.
  'whole-stack': () => measureWholeStack(values.short),
  cost: measureCost,
  // A browser of its own: what else the machine does would be in its frames.
  board: async () => [await measureBoard()],
};
const [part = 'latest'] = positionals;
const measure = PARTS[part];
if (!measure) {
  console.error(
    `There is no ${part} to measure: npm run bench [-- whole-stack [--short] | -- cost | -- board]`,
  );
  process.exit(1);
}
const sections = await measure();
const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`;
const results = `${root}bench/results/${part}.json`;
mkdirSync(`${root}bench/results`, { recursive: true });
writeFileSync(
  results,
  `${JSON.stringify({ at: new Date().toISOString(), machine, sections }, undefined, 2)}\n`,
);
console.log(renderTable(sections));
console.log(
  `\n${machine}; ${Math.round((performance.now() - started) / 1000)} s; also in ${results.slice(root.length)}`,
);
