import { parseArgs } from 'node:util';
import { bundleFunctions } from './cloud/bundle-functions.ts';
import { carryEverything } from './cloud/network.ts';
import { takeOver } from './machine/take-over.ts';
import { runWorld } from './run-world.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '1' },
    technicians: { type: 'string', default: '3' },
    story: { type: 'boolean', default: false },
  },
});

process.env['AWS_REGION'] = 'us-east-1';
process.env['AWS_ACCESS_KEY_ID'] = 'simulated';
process.env['AWS_SECRET_ACCESS_KEY'] = 'simulated';

const starts = await bundleFunctions();
takeOver();
carryEverything();

const options = { seed: Number(values.seed), days: Number(values.days), technicians: Number(values.technicians) };
const began = performance.now();
const outcome = await runWorld(options, starts);
console.log(JSON.stringify(outcome.switches), JSON.stringify(outcome.counts));
for (const { rule, what, about } of outcome.findings) console.log(`BROKEN ${rule}: ${what} (${about.join(' ')})`);
if (values.story) {
  const about = outcome.findings[0]?.about ?? [''];
  console.log(outcome.story(about).join('\n'));
}
console.log(`seed ${options.seed}: ${outcome.hash} in ${Math.round(performance.now() - began)} ms`);
