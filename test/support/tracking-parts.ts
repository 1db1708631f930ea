import dns from 'node:dns';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { createGeoRoutes } from '../../local/emulators/geo-routes.ts';
import { declareGeofenceCollection } from '../../local/emulators/geofences.ts';
import { createLocation } from '../../local/emulators/location.ts';
import { createTown } from '../../local/town/town.ts';
import { latestKey } from '../../shared/drives/drive.ts';
import { positionsTable, tableClient } from '../../shared/kernel/table-client.ts';
import { startTables } from './real-tables.ts';
import { createWorld, type ObservedWorld, serveEmulators } from './serve-emulators.ts';

export const FENCES = 'fences';

/** Real tables, and the emulators of Amazon Location and its Routes, found by the code under test as in the cloud. */
export async function startTracking(): Promise<{ world: ObservedWorld; stop(): Promise<void> }> {
  const world = createWorld(Date.now());
  declareGeofenceCollection(world.store, FENCES);
  const [tables, served] = await Promise.all([
    startTables(),
    serveEmulators(createLocation(world), createGeoRoutes(world, createTown())),
  ]);
  const endpoint = served.client.endpoint.replace('127.0.0.1', 'localhost');
  Object.assign(process.env, {
    FENCES,
    AWS_ENDPOINT_URL_LOCATION: endpoint,
    AWS_ENDPOINT_URL_GEO_ROUTES: endpoint,
  });
  const restore = resolveBelowLocalhost();
  return {
    world,
    async stop() {
      restore();
      await Promise.all([tables.stop(), served.stop()]);
    },
  };
}

/** The SDK puts `geofencing.` before the host; not every system resolves names below localhost. */
export function resolveBelowLocalhost(): () => void {
  const { lookup } = dns;
  const below = (host: string, ...rest: unknown[]) =>
    Reflect.apply(lookup, dns, [host.endsWith('localhost') ? '127.0.0.1' : host, ...rest]);
  dns.lookup = below as typeof lookup;
  return () => {
    dns.lookup = lookup;
  };
}

/** A request as the HTTP API hands it to a door, from a member of the team. */
export const requestOf = (
  caller: { readonly memberId: string; readonly accountId: string; readonly role: string },
  body: unknown,
  more: object = {},
) => ({
  version: '2.0',
  routeKey: 'POST /positions',
  rawPath: '/positions',
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
  isBase64Encoded: false,
  requestContext: {
    authorizer: {
      jwt: {
        claims: {
          'custom:account_id': caller.accountId,
          'custom:member_id': caller.memberId,
          'cognito:groups': `[${caller.role}]`,
        },
      },
    },
  },
  ...more,
});

let sequence = 0;

/** The technician's latest item as the table, and so its stream, has it. */
export async function latestRecord(memberId: string): Promise<DynamoDBRecord> {
  const { pk, sk } = latestKey(memberId);
  const { Item } = await tableClient.send(
    new GetItemCommand({
      TableName: positionsTable(),
      Key: { pk: { S: pk }, sk: { S: sk } },
      ConsistentRead: true,
    }),
  );
  sequence += 1;
  return {
    eventName: 'MODIFY',
    dynamodb: {
      NewImage: Item as NonNullable<DynamoDBRecord['dynamodb']>['NewImage'],
      SequenceNumber: `${sequence}`,
    },
  } as DynamoDBRecord;
}
