import { bundleFunctions, type Start } from './cloud/bundle-functions.ts';
import { carryEverything } from './cloud/network.ts';
import { takeOver } from './machine/take-over.ts';
import { PLANTS } from './planted.ts';
import { runWorld } from './run-world.ts';
import type { Play, Told } from './worlds.ts';

/** Runs in a process of its own: plays one world after the other, as it is told. */
const bundled = new Map<string, ReadonlyMap<string, Start>>();
await carryEverything();
bundled.set('', await bundleFunctions());
takeOver();

process.on('message', (play: Play) => void perform(play));

async function perform(play: Play): Promise<void> {
  const outcome = await runWorld(play.options, await startsWith(play.plant));
  const told: Told = {
    play,
    hash: outcome.hash,
    findings: outcome.findings.map(({ rule, what }) => ({ rule, what })),
    calls: outcome.counts['calls'] ?? 0,
  };
  process.send?.(told);
}

async function startsWith(plant = ''): Promise<ReadonlyMap<string, Start>> {
  const known = bundled.get(plant);
  if (known) return known;
  const starts = await bundleFunctions(PLANTS.find(({ name }) => name === plant));
  bundled.set(plant, starts);
  return starts;
}
