import { readAll } from '../kernel/batch-store.ts';
import { positionsTable } from '../kernel/table.ts';
import { trackerKey } from '../vehicles/vehicle.ts';
import type { Fix } from './fix.ts';
import { unpackFixes } from './packed-fixes.ts';

/** Where the trackers of these vehicles saw them last, by vehicle. */
export async function findTracked(vehicleIds: readonly string[]): Promise<ReadonlyMap<string, Fix>> {
  const items = await readAll(vehicleIds.map(trackerKey), { table: positionsTable(), consistent: false });
  return new Map(
    items.flatMap(({ pk, fixes }) => {
      const fix = unpackFixes(String(fixes ?? '')).at(-1);
      return fix ? [[String(pk).slice(trackerKey('').pk.length), fix]] : [];
    }),
  );
}
