import { describeKey } from './api-keys.ts';
import type { AwsCall, AwsRequest, Emulator, World } from './emulator.ts';
import { AwsError } from './emulator.ts';
import { evaluatePosition, readUpdate } from './evaluate-geofences.ts';
import {
  deleteGeofence,
  findGeofence,
  type Geofence,
  LOCATION_ID,
  listGeofences,
  notFound,
  putGeofence,
  readCollection,
} from './geofences.ts';
import { invalid, readList, readStructure, readText, type Structure } from './read-input.ts';
import { jsonReply, type RestOperation, readRestCall, refuseRest } from './rest-json.ts';

const MAX_BATCH = 10;
const COLLECTION = '/geofencing/v0/collections/{CollectionName}';
const OPERATIONS: readonly RestOperation[] = [
  { method: 'GET', path: '/metadata/v0/keys/{KeyName}', operation: 'DescribeKey' },
  { method: 'PUT', path: `${COLLECTION}/geofences/{GeofenceId}`, operation: 'PutGeofence' },
  { method: 'GET', path: `${COLLECTION}/geofences/{GeofenceId}`, operation: 'GetGeofence' },
  { method: 'POST', path: `${COLLECTION}/put-geofences`, operation: 'BatchPutGeofence' },
  { method: 'POST', path: `${COLLECTION}/delete-geofences`, operation: 'BatchDeleteGeofence' },
  { method: 'POST', path: `${COLLECTION}/list-geofences`, operation: 'ListGeofences' },
  { method: 'POST', path: `${COLLECTION}/positions`, operation: 'BatchEvaluateGeofences' },
];
/** The member that is billed by its length. */
const BILLED: Readonly<Record<string, string>> = {
  BatchPutGeofence: 'Entries',
  BatchDeleteGeofence: 'GeofenceIds',
  BatchEvaluateGeofences: 'DevicePositionUpdates',
};

/** Amazon Location's geofencing: circular fences, evaluation without a tracker, events on the default bus. */
export function createLocation(world: World): Emulator {
  const operations: Readonly<Record<string, (collection: string, input: Structure) => unknown>> = {
    PutGeofence: (collection, input) => acknowledge(putGeofence(world.store, collection, input, world.now())),
    GetGeofence(collection, input) {
      const id = readText(input, 'GeofenceId', LOCATION_ID);
      const fence = findGeofence(world.store, collection, id);
      if (!fence) throw notFound(`Geofence ${id} not found`);
      return describe(fence);
    },
    BatchPutGeofence: (collection, input) => batchPut(world, collection, input),
    BatchDeleteGeofence: (collection, input) => batchDelete(world, collection, input),
    ListGeofences: (collection, input) => listPage(listGeofences(world.store, collection), input),
    BatchEvaluateGeofences: (collection, input) => batchEvaluate(world, collection, input),
  };
  return {
    service: 'location',
    signingNames: ['geo'],
    parse: readCall,
    handle(call) {
      if (call.operation === 'DescribeKey') return jsonReply(describeKey(world.store, call.input));
      const operate = operations[call.operation];
      if (!operate) throw new AwsError(404, 'UnknownOperationException', call.operation);
      return jsonReply(operate(readCollection(world.store, call.input), call.input));
    },
    refuse: refuseRest,
  };
}

function readCall(request: AwsRequest): AwsCall {
  const call = readRestCall(OPERATIONS, request);
  const billed = call.input[BILLED[call.operation] ?? ''];
  return { ...call, items: Array.isArray(billed) ? billed.length : 1 };
}

function batchPut(world: World, collection: string, input: Structure): unknown {
  const entries = readList(input, 'Entries', 1, MAX_BATCH).map((entry) => readStructure(entry, 'Entries'));
  const fences = entries.map((entry) => putGeofence(world.store, collection, entry, world.now()));
  return { Successes: fences.map(acknowledge), Errors: [] };
}

function batchDelete(world: World, collection: string, input: Structure): unknown {
  const errors: unknown[] = [];
  for (const id of readList(input, 'GeofenceIds', 1, MAX_BATCH)) {
    if (typeof id !== 'string' || !LOCATION_ID.test(id)) throw invalid("Value at 'GeofenceIds' is not an id");
    if (findGeofence(world.store, collection, id)) deleteGeofence(world.store, collection, id);
    else
      errors.push({ GeofenceId: id, Error: { Code: 'ResourceNotFoundError', Message: `${id} not found` } });
  }
  return { Errors: errors };
}

function batchEvaluate(world: World, collection: string, input: Structure): unknown {
  const updates = readList(input, 'DevicePositionUpdates', 1, MAX_BATCH).map((update) =>
    readUpdate(readStructure(update, 'DevicePositionUpdates')),
  );
  for (const update of updates) evaluatePosition(world, collection, update);
  return { Errors: [] };
}

function listPage(fences: readonly Geofence[], input: Structure): unknown {
  const size = typeof input['MaxResults'] === 'number' ? input['MaxResults'] : 100;
  const after = typeof input['NextToken'] === 'string' ? input['NextToken'] : '';
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
