import * as z from 'zod/mini';
import { DESCRIBE_KEY, describeKey } from './api-keys.ts';
import type { Emulator, World } from './emulator.ts';
import { evaluatePosition, POSITION_UPDATE } from './evaluate-geofences.ts';
import {
  COLLECTION_NAME,
  deleteGeofence,
  findGeofence,
  type Geofence,
  knownCollection,
  LOCATION_ID,
  listGeofences,
  notFound,
  PUT_FENCE,
  putGeofence,
} from './geofences.ts';
import { listOf, operation, textOf, whole } from './operation.ts';
import { createRestEmulator, type RestOperation, refuseGeo } from './rest-json.ts';

const MAX_BATCH = 10;
const COLLECTION = '/geofencing/v0/collections/{CollectionName}';

/** Amazon Location's geofencing: circular fences, evaluation without a tracker, events on the default bus. */
export function createLocation(world: World): Emulator {
  return createRestEmulator({
    service: 'location',
    signingNames: ['geo'],
    operations: { ...oneFence(world), ...manyFences(world) },
    refuse: refuseGeo,
  });
}

function oneFence({ store, now }: World): Record<string, RestOperation> {
  return {
    DescribeKey: {
      method: 'GET',
      path: '/metadata/v0/keys/{KeyName}',
      ...operation(DESCRIBE_KEY, (input) => describeKey(store, input)),
    },
    PutGeofence: {
      method: 'PUT',
      path: `${COLLECTION}/geofences/{GeofenceId}`,
      ...operation(z.extend(PUT_FENCE, { CollectionName: COLLECTION_NAME }), (input) =>
        acknowledge(putGeofence(store, knownCollection(store, input.CollectionName), input, now())),
      ),
    },
    GetGeofence: {
      method: 'GET',
      path: `${COLLECTION}/geofences/{GeofenceId}`,
      ...operation(
        z.strictObject({ CollectionName: COLLECTION_NAME, GeofenceId: LOCATION_ID }),
        ({ CollectionName, GeofenceId }) => {
          const fence = findGeofence(store, knownCollection(store, CollectionName), GeofenceId);
          if (!fence) throw notFound(`Geofence ${GeofenceId} not found`);
          return describe(fence);
        },
      ),
    },
    ListGeofences: {
      method: 'POST',
      path: `${COLLECTION}/list-geofences`,
      ...operation(
        z.strictObject({
          CollectionName: COLLECTION_NAME,
          MaxResults: z.optional(whole(1, 100)),
          NextToken: z.optional(textOf(1, 2000)),
        }),
        ({ CollectionName, MaxResults, NextToken }) =>
          listPage(listGeofences(store, knownCollection(store, CollectionName)), MaxResults, NextToken),
      ),
    },
  };
}

function manyFences(world: World): Record<string, RestOperation> {
  const { store, now } = world;
  return {
    BatchPutGeofence: {
      method: 'POST',
      path: `${COLLECTION}/put-geofences`,
      billed: 'Entries',
      ...operation(
        z.strictObject({ CollectionName: COLLECTION_NAME, Entries: listOf(PUT_FENCE, 1, MAX_BATCH) }),
        ({ CollectionName, Entries }) => {
          const collection = knownCollection(store, CollectionName);
          const { done, failed } = each(world, 'BatchPutGeofence', Entries, (entry) =>
            acknowledge(putGeofence(store, collection, entry, now())),
          );
          return {
            Successes: done,
            Errors: failed.map(({ GeofenceId }) => ({ GeofenceId, Error: BROKEN })),
          };
        },
      ),
    },
    BatchDeleteGeofence: {
      method: 'POST',
      path: `${COLLECTION}/delete-geofences`,
      billed: 'GeofenceIds',
      ...operation(
        z.strictObject({ CollectionName: COLLECTION_NAME, GeofenceIds: listOf(LOCATION_ID, 1, MAX_BATCH) }),
        ({ CollectionName, GeofenceIds }) => {
          const collection = knownCollection(store, CollectionName);
          const { done, failed } = each(world, 'BatchDeleteGeofence', GeofenceIds, (id) =>
            deleteGeofence(store, collection, id) ? [] : [{ GeofenceId: id, Error: gone(id) }],
          );
          return { Errors: [...done.flat(), ...failed.map((id) => ({ GeofenceId: id, Error: BROKEN }))] };
        },
      ),
    },
    BatchEvaluateGeofences: {
      method: 'POST',
      path: `${COLLECTION}/positions`,
      billed: 'DevicePositionUpdates',
      ...operation(
        z.strictObject({
          CollectionName: COLLECTION_NAME,
          DevicePositionUpdates: listOf(POSITION_UPDATE, 1, MAX_BATCH),
        }),
        ({ CollectionName, DevicePositionUpdates }) => {
          const collection = knownCollection(store, CollectionName);
          const { failed } = each(world, 'BatchEvaluateGeofences', DevicePositionUpdates, (update) =>
            evaluatePosition(world, collection, update),
          );
          return {
            Errors: failed.map(({ DeviceId, SampleTime }) => ({ DeviceId, SampleTime, Error: BROKEN })),
          };
        },
      ),
    },
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

function listPage(fences: readonly Geofence[], size = 100, after = ''): unknown {
  const rest = fences.filter(({ id }) => id > after);
  const page = rest.slice(0, size);
  const last = page.at(-1);
  return { Entries: page.map(describe), ...(last && rest.length > size ? { NextToken: last.id } : {}) };
}

function acknowledge(fence: Geofence): unknown {
  return { GeofenceId: fence.id, CreateTime: fence.createdAt, UpdateTime: fence.updatedAt };
}

function describe(fence: Geofence): unknown {
  return {
    GeofenceId: fence.id,
    Geometry: { Circle: { Center: fence.center, Radius: fence.radius } },
    Status: 'ACTIVE',
    CreateTime: fence.createdAt,
    UpdateTime: fence.updatedAt,
    ...(fence.properties === undefined ? {} : { GeofenceProperties: fence.properties }),
  };
}
