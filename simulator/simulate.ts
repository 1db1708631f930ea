import { parseArgs } from 'node:util';
import { bundleFunctions } from './cloud/bundle-functions.ts';
import { carryEverything } from './cloud/network.ts';
import { takeOver } from './machine/take-over.ts';
import { PLANTS } from './planted.ts';
import { runWorld } from './run-world.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    days: { type: 'string', default: '1' },
    technicians: { type: 'string', default: '3' },
    plant: { type: 'string' },
    story: { type: 'boolean', default: false },
  },
});

const starts = await bundleFunctions(PLANTS.find(({ name }) => name === values.plant));
await carryEverything();
takeOver();

const first = Number(values.seed);
for (let seed = first; seed < first + Number(values.seeds); seed++) {
  const options = { seed, days: Number(values.days), technicians: Number(values.technicians) };
  const began = process.cpuUsage();
  const outcome = await runWorld(options, starts);
  for (const { rule, what, about } of outcome.findings.slice(0, 5)) console.log(`BROKEN ${rule}: ${what.slice(0, 600)} (${about.join(' ')})`);
  if (values.story) {
    const about = outcome.findings[0]?.about ?? [''];
    console.log(JSON.stringify(outcome.switches), JSON.stringify(outcome.counts));
    console.log(outcome.story(about).join('\n'));
  }
  console.log(`seed ${options.seed}: ${outcome.findings.length} ${outcome.hash} in ${Math.round(process.cpuUsage(began).user / 1000)} ms, ${outcome.counts['calls']} calls`);
}
