import * as z from 'zod/mini';
import type { World } from './emulator.ts';
import { evaluatePosition, POSITION_UPDATE } from './evaluate-geofences.ts';
import {
  COLLECTION_NAME,
  deleteGeofence,
  type Geofence,
  knownCollection,
  LOCATION_ID,
  PUT_FENCE,
  putGeofence,
} from './geofences.ts';
import { listOf, operation } from './operation.ts';
import type { RestOperation } from './rest-json.ts';

/** Where the operations of a collection are. */
export const COLLECTION = '/geofencing/v0/collections/{CollectionName}';

const MAX_BATCH = 10;
const PUT = z.strictObject({ CollectionName: COLLECTION_NAME, Entries: listOf(PUT_FENCE, 1, MAX_BATCH) });
const DELETE = z.strictObject({
  CollectionName: COLLECTION_NAME,
  GeofenceIds: listOf(LOCATION_ID, 1, MAX_BATCH),
});
const EVALUATE = z.strictObject({
  CollectionName: COLLECTION_NAME,
  DevicePositionUpdates: listOf(POSITION_UPDATE, 1, MAX_BATCH),
});

/** The operations on up to ten items, each of which may fail alone in an answer of 200. */
export const batchOperations = (world: World): Record<string, RestOperation> => ({
  BatchPutGeofence: {
    method: 'POST',
    path: `${COLLECTION}/put-geofences`,
    billed: 'Entries',
    ...operation(PUT, (input) => putAll(world, input)),
  },
  BatchDeleteGeofence: {
    method: 'POST',
    path: `${COLLECTION}/delete-geofences`,
    billed: 'GeofenceIds',
    ...operation(DELETE, (input) => deleteAll(world, input)),
  },
  BatchEvaluateGeofences: {
    method: 'POST',
    path: `${COLLECTION}/positions`,
    billed: 'DevicePositionUpdates',
    ...operation(EVALUATE, (input) => evaluateAll(world, input)),
  },
});

function putAll(world: World, { CollectionName, Entries }: z.output<typeof PUT>): unknown {
  const { store, now } = world;
  const collection = knownCollection(store, CollectionName);
  const { done, failed } = each(world, 'BatchPutGeofence', Entries, (entry) =>
    acknowledge(putGeofence(store, collection, entry, now())),
  );
  return { Successes: done, Errors: failed.map(({ GeofenceId }) => ({ GeofenceId, Error: BROKEN })) };
}

function deleteAll(world: World, { CollectionName, GeofenceIds }: z.output<typeof DELETE>): unknown {
  const collection = knownCollection(world.store, CollectionName);
  const { done, failed } = each(world, 'BatchDeleteGeofence', GeofenceIds, (id) =>
    deleteGeofence(world.store, collection, id) ? [] : [{ GeofenceId: id, Error: gone(id) }],
  );
  return { Errors: [...done.flat(), ...failed.map((id) => ({ GeofenceId: id, Error: BROKEN }))] };
}

function evaluateAll(
  world: World,
  { CollectionName, DevicePositionUpdates }: z.output<typeof EVALUATE>,
): unknown {
  const collection = knownCollection(world.store, CollectionName);
  const { failed } = each(world, 'BatchEvaluateGeofences', DevicePositionUpdates, (update) =>
    evaluatePosition(world, collection, update),
  );
  return {
    Errors: failed.map(({ DeviceId, SampleTime }) => ({ DeviceId, SampleTime, Error: BROKEN })),
  };
}

/** What a batch says of an item that a fault makes fail, and of one that is not there. */
const BROKEN = { Code: 'InternalServerError', Message: 'An internal error occurred.' };
const gone = (id: string) => ({ Code: 'ResourceNotFoundError', Message: `${id} not found` });

/** Does each item of a batch but those a fault makes fail, before or after they are done. */
function each<Item, Done>(
  { faults }: World,
  operation: string,
  items: readonly Item[],
  work: (item: Item) => Done,
): { done: Done[]; failed: Item[] } {
  const done: Done[] = [];
  const failed: Item[] = [];
  for (const item of items) {
    const fault = faults.meet('location', operation, ['item-errors']);
    const result = fault?.when === 'before' ? undefined : { value: work(item) };
    if (fault) failed.push(item);
    else if (result) done.push(result.value);
  }
  return { done, failed };
}

/** What is said of a fence that was put. */
export function acknowledge(fence: Geofence): unknown {
  return { GeofenceId: fence.id, CreateTime: fence.createdAt, UpdateTime: fence.updatedAt };
}
