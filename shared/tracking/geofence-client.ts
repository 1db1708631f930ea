import {
  BatchDeleteGeofenceCommand,
  BatchEvaluateGeofencesCommand,
  LocationClient,
  PutGeofenceCommand,
} from '@aws-sdk/client-location';
import { deviceId } from '../drives/drive.ts';
import { log } from '../kernel/log.ts';
import type { Site } from './approach.ts';
import type { Fix } from './fix.ts';
import { toPosition } from './geometry.ts';

/** Arrivals are told within seconds: better to do without an answer than to wait for it. */
const client = new LocationClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 500, requestTimeout: 1200, throwOnRequestTimeout: true },
});

/** The limit of one call. */
const MOST_A_CALL = 10;
/** What a geofence that is not there is reported as. */
const GONE = 'ResourceNotFoundError';

const collection = (): string => {
  const name = process.env['FENCES'];
  if (!name) throw new Error('The environment variable FENCES is not set.');
  return name;
};

/** A fix Amazon Location shall hold against the fences. */
export interface Sighting {
  readonly visitId: string;
  readonly trip: number;
  readonly fix: Fix;
}

/**
 * Has Amazon Location look at fixes; it tells what it finds through events. Ten a call, of any technicians
 * together, those of one drive in the order given.
 * @returns the sightings of the drives it did not take a fix of
 */
export async function evaluate(sightings: readonly Sighting[]): Promise<readonly Sighting[]> {
  const refused: Sighting[] = [];
  for (let start = 0; start < sightings.length; start += MOST_A_CALL) {
    refused.push(...(await evaluateSome(sightings.slice(start, start + MOST_A_CALL))));
  }
  return refused;
}

async function evaluateSome(sightings: readonly Sighting[]): Promise<readonly Sighting[]> {
  try {
    const { Errors } = await client.send(
      new BatchEvaluateGeofencesCommand({
        CollectionName: collection(),
        DevicePositionUpdates: sightings.map(toUpdate),
      }),
    );
    for (const { Error: error } of Errors ?? [])
      log.warn('a position was not evaluated', { code: error?.Code });
    return sightings.filter((sighting) => Errors?.some((error) => isAbout(error, sighting)));
  } catch (error) {
    log.error('Amazon Location could not be asked', error as Error);
    return sightings;
  }
}

const toUpdate = ({ visitId, trip, fix }: Sighting) => ({
  DeviceId: deviceId(visitId, trip),
  SampleTime: new Date(fix.at),
  Position: toPosition(fix),
  ...(fix.accuracy !== undefined && { Accuracy: { Horizontal: fix.accuracy } }),
});

/** A drive whose fix was refused is refused as a whole; its answer's time may be rounded, so it tells nothing. */
const isAbout = ({ DeviceId }: { DeviceId?: string | undefined }, { visitId, trip }: Sighting) =>
  DeviceId === deviceId(visitId, trip);

/** Sets up the circle around a visit's address, or moves it. */
export async function putFence(visitId: string, site: Site): Promise<void> {
  await client.send(
    new PutGeofenceCommand({
      CollectionName: collection(),
      GeofenceId: visitId,
      Geometry: { Circle: { Center: toPosition(site), Radius: site.radiusMeters } },
    }),
  );
}

/** Takes the circle away; that there is none is fine. */
export async function deleteFence(visitId: string): Promise<void> {
  const { Errors } = await client.send(
    new BatchDeleteGeofenceCommand({ CollectionName: collection(), GeofenceIds: [visitId] }),
  );
  const failed = Errors?.find(({ Error: error }) => error?.Code !== GONE);
  if (failed) throw new Error(`The geofence could not be deleted: ${failed.Error?.Code}`);
}
