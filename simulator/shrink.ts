import type { Start } from './cloud/bundle-functions.ts';
import { runWorld, type WorldOptions, type WorldOutcome } from './run-world.ts';

/**
 * Looks for a smaller world in which the same promise is broken: fewer technicians, fewer days, and without each kind
 * of trouble that it does not take.
 */
export async function shrink(
  broken: WorldOutcome,
  starts: ReadonlyMap<string, Start>,
): Promise<WorldOutcome> {
  const [{ rule } = { rule: '' }] = broken.findings;
  let smallest: WorldOutcome = broken;
  const isBroken = async (options: WorldOptions): Promise<boolean> => {
    const outcome = await runWorld(options, starts);
    const same = outcome.findings.some((finding) => finding.rule === rule);
    if (same) smallest = outcome;
    return same;
  };
  const { options } = broken;
  for (let technicians = 1; technicians < options.technicians; technicians++)
    if (await isBroken({ ...options, technicians })) break;
  for (let days = 1; days < options.days; days++) if (await isBroken({ ...smallest.options, days })) break;
  for (const name of Object.keys(smallest.switches)) {
    const fewer = Object.fromEntries(Object.entries(smallest.switches).filter(([other]) => other !== name));
    await isBroken({ ...smallest.options, switches: fewer });
  }
  return smallest;
}
