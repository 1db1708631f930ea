import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bundleFunctions } from './cloud/bundle-functions.ts';
import { carryEverything } from './cloud/network.ts';
import { takeOver } from './machine/take-over.ts';
import { PLANTS } from './planted.ts';
import { runWorld, type WorldOptions, type WorldOutcome } from './run-world.ts';
import { shrink } from './shrink.ts';
import { type Play, playAll, type Told } from './worlds.ts';

const HELP = `npm run simulate -- [options]
  --seed N          the world to play, or the first of them (1)
  --seeds N         so many worlds, on every core
  --days N          how long a world lasts (1)
  --technicians N   how many work for the larger of its two companies (3)
  --plant NAME      with a mistake planted in the product: ${PLANTS.map(({ name }) => `“${name}”`).join(', ')}
  --played          what npm test plays: the seeds that have found something, six others, the planted mistakes
  --story           tells the story of a world in which nothing is broken, too`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    days: { type: 'string', default: '1' },
    technicians: { type: 'string', default: '3' },
    plant: { type: 'string' },
    played: { type: 'boolean', default: false },
    story: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const whole = (name: 'seed' | 'seeds' | 'days' | 'technicians', least: number): number => {
  const number = Number(values[name]);
  if (!Number.isInteger(number) || number < least)
    throw new Error(`--${name} must be a whole number from ${least}.`);
  return number;
};
const plant = values.plant === undefined ? {} : { plant: known(values.plant) };

function known(name: string): string {
  if (PLANTS.some((one) => one.name === name)) return name;
  throw new Error(`There is no mistake called “${name}”.`);
}

if (values.help) console.log(HELP);
else if (values.played) await playTheSeeds();
else if (whole('seeds', 1) > 1) await playMany();
else await playOne();

/** One world in this process; a broken one is made smaller, and its story told. */
async function playOne(): Promise<void> {
  const starts = await bundleFunctions(PLANTS.find(({ name }) => name === values.plant));
  await carryEverything();
  takeOver();
  const options = { seed: whole('seed', 0), days: whole('days', 1), technicians: whole('technicians', 1) };
  const began = process.hrtime.bigint();
  const outcome = await runWorld(options, starts);
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const { calls = 0, requests = 0, invocations = 0 } = outcome.counts;
  console.log(`${requests} requests, ${invocations} invocations, ${calls} calls in ${seconds.toFixed(1)} s`);
  if (outcome.findings.length > 0) {
    process.exitCode = 1;
    tellStory(await shrink(outcome, starts));
  } else if (values.story) tellStory(outcome);
  console.log(`seed ${options.seed}: ${outcome.findings.length > 0 ? 'broken' : 'whole'}, ${outcome.hash}`);
}

function tellStory({ options, switches, findings, story }: WorldOutcome): void {
  const [first] = findings;
  console.log(
    `A world of ${options.days} day(s) with ${options.technicians} technician(s); what goes wrong in it:`,
  );
  for (const [name, probability] of Object.entries(switches)) console.log(`  ${name}: ${probability}`);
  for (const line of story(first?.about.filter((word) => word !== '') ?? [''])) console.log(line);
  for (const { rule, what } of findings) console.log(`BROKEN ${rule}: ${what}`);
}

/** Many worlds on every core; of a broken one the number is told, by which it can be played alone. */
async function playMany(): Promise<void> {
  const [first, count] = [whole('seed', 0), whole('seeds', 1)];
  const options = { days: whole('days', 1), technicians: whole('technicians', 1) };
  const plays = Array.from(
    { length: count },
    (_, at): Play => ({ options: { seed: first + at, ...options }, ...plant }),
  );
  let broken = 0;
  let done = 0;
  const began = performance.now();
  await playAll(plays, (one) => {
    done += 1;
    if (one.findings.length > 0) broken += 1;
    if (one.findings.length > 0) console.log(brokenLine(one));
    if (done % 100 === 0) console.log(`${done} of ${count} worlds played, ${broken} broken`);
  });
  const seconds = (performance.now() - began) / 1000;
  console.log(`${done} worlds, ${broken} broken, in ${seconds.toFixed(0)} s`);
  if (broken > 0) process.exitCode = 1;
}

function brokenLine({ play: { options, plant: name }, findings }: Told): string {
  const more = name === undefined ? '' : ` --plant "${name}"`;
  const command = `--seed ${options.seed} --days ${options.days} --technicians ${options.technicians}${more}`;
  return `BROKEN ${findings[0]?.rule}: ${findings[0]?.what.slice(0, 300)}\n  npm run simulate -- ${command}`;
}

/** Fixed worlds: those that have found something, six others, one of them twice, and one for each planted mistake. */
async function playTheSeeds(): Promise<void> {
  const found = JSON.parse(readFileSync(new URL('./seeds.json', import.meta.url), 'utf8')) as WorldOptions[];
  const worlds = found.map(({ seed, days, technicians }) => ({ seed, days, technicians }));
  const others = Array.from({ length: 6 }, (_, at) => ({ seed: at + 1, days: 1, technicians: 1 }));
  const again = { seed: 1, days: 1, technicians: 1 };
  const mistakes = PLANTS.map(
    ({ name, switches, seed }): Play => ({ options: { ...again, switches, seed }, plant: name }),
  );
  const plays = [...mistakes, ...[...worlds, ...others, again].map((options): Play => ({ options }))];
  const hashes = new Set<string>();
  const unnoticed = new Set(PLANTS.map(({ name }) => name));
  const wrong: string[] = [];
  await playAll(plays, (one) => {
    const { plant: name, options } = one.play;
    if (name === undefined && one.findings.length > 0) wrong.push(brokenLine(one));
    if (name !== undefined && one.findings.length > 0) unnoticed.delete(name);
    if (name === undefined && options.seed === 1 && options.technicians === 1) hashes.add(one.hash);
  });
  for (const name of unnoticed) wrong.push(`NOT FOUND: ${name}`);
  if (hashes.size !== 1) wrong.push(`NOT THE SAME: two runs of seed 1 were ${[...hashes].join(' and ')}`);
  for (const line of wrong) console.log(line);
  console.log(`${plays.length} worlds played, ${wrong.length} not as they should be`);
  if (wrong.length > 0) process.exitCode = 1;
}
