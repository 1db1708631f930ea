import { bundling } from '../../scripts/build.ts';
import type { Bundle } from '../take-bundle.ts';
import { buildFloors, type FloorParts } from './build-floors.ts';
import { type Client, doorClients } from './door-clients.ts';
import { type Load, loadOf } from './load-size.ts';

/** How much more than its clients alone a door may load, in bytes as in time. */
export const BOUND = 1.3;

/** A door, with the entry of its function, beside the floor it stands on. */
export interface Pair {
  readonly door: string;
  readonly files: readonly string[];
  readonly load: Load;
  readonly always: readonly Client[];
  readonly floor?: { readonly file: string; readonly load: Load };
}

/** Every door beside the SDK clients that all its invocations use; a door that uses none has no floor. */
export async function pairDoors({ filesOf, metafile, outputsOf }: Bundle): Promise<Pair[]> {
  const doors = doorClients().map(({ door, clients }) => {
    return { door, files: filesOf(door), always: clients, load: loadOf(metafile, outputsOf(door)) };
  });
  const partsOf = (door: (typeof doors)[number]): FloorParts => ({
    clients: door.always,
    documents: '@aws-sdk/lib-dynamodb' in door.load.packages,
  });
  const withClients = doors.filter(({ always }) => always.length > 0);
  const floors = await buildFloors(withClients.map(partsOf));
  return doors.map((door) => {
    if (door.always.length === 0) return door;
    const file = floors.fileOf(partsOf(door));
    return {
      ...door,
      floor: { file: `${bundling.absWorkingDir}${file}`, load: loadOf(floors, [file]) },
    };
  });
}
