import * as z from 'zod/mini';
import { DESCRIBE_KEY, describeKey } from './api-keys.ts';
import type { Emulator, World } from './emulator.ts';
import { acknowledge, batchOperations, COLLECTION } from './geofence-batches.ts';
import {
  COLLECTION_NAME,
  findGeofence,
  type Geofence,
  knownCollection,
  LOCATION_ID,
  listGeofences,
  notFound,
  PUT_FENCE,
  putGeofence,
} from './geofences.ts';
import { operation, textOf, whole } from './operation.ts';
import { createRestEmulator, type RestOperation, refuseGeo } from './rest-json.ts';

/** Amazon Location's geofencing: circular fences, evaluation without a tracker, events on the default bus. */
export function createLocation(world: World): Emulator {
  return createRestEmulator({
    service: 'location',
    signingNames: ['geo'],
    operations: { ...oneFence(world), ...batchOperations(world) },
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

function listPage(fences: readonly Geofence[], size = 100, after = ''): unknown {
  const rest = fences.filter(({ id }) => id > after);
  const page = rest.slice(0, size);
  const last = page.at(-1);
  return { Entries: page.map(describe), ...(last && rest.length > size ? { NextToken: last.id } : {}) };
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
