import {
  BatchDeleteGeofenceCommand,
  BatchEvaluateGeofencesCommand,
  ListGeofencesCommand,
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

/** All calls of a batch together: a fix that was not looked at by then is decided without. */
const DEADLINE_MS = 2500;
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
 * together, those of one drive in the order given; all within 2.5 seconds, however slow or silent the service is.
 * @returns the sightings of the drives it did not take a fix of, or not in time
 */
export async function evaluate(sightings: readonly Sighting[]): Promise<readonly Sighting[]> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const refused = await Promise.all(sideBySide(sightings).map((some) => evaluateInTurn(some, deadline)));
  return refused.flat();
}

/** What may be asked at once: a drive's fixes stay together, and drives share a call where they fit into one. */
function sideBySide(sightings: readonly Sighting[]): Sighting[][] {
  const groups: Sighting[][] = [];
  for (const drive of Map.groupBy(sightings, ({ visitId, trip }) => deviceId(visitId, trip)).values()) {
    const last = groups.at(-1);
    if (last && last.length + drive.length <= MOST_A_CALL) last.push(...drive);
    else groups.push([...drive]);
  }
  return groups;
}

async function evaluateInTurn(some: readonly Sighting[], deadline: AbortSignal): Promise<Sighting[]> {
  const refused: Sighting[] = [];
  for (let start = 0; start < some.length; start += MOST_A_CALL) {
    refused.push(...(await evaluateSome(some.slice(start, start + MOST_A_CALL), deadline)));
  }
  return refused;
}

async function evaluateSome(
  sightings: readonly Sighting[],
  deadline: AbortSignal,
): Promise<readonly Sighting[]> {
  try {
    const asked = client.send(
      new BatchEvaluateGeofencesCommand({
        CollectionName: collection(),
        DevicePositionUpdates: sightings.map(toUpdate),
      }),
      { abortSignal: deadline },
    );
    const { Errors } = await before(deadline, asked);
    for (const { Error: error } of Errors ?? [])
      log.warn('a position was not evaluated', { code: error?.Code });
    return sightings.filter((sighting) => Errors?.some((error) => isAbout(error, sighting)));
  } catch (error) {
    log.error('Amazon Location could not be asked', error as Error);
    return sightings;
  }
}

/** The client looks at the signal while it sends, but not while it pauses between two tries. */
function before<T>(deadline: AbortSignal, asked: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(deadline.reason);
    if (deadline.aborted) late();
    deadline.addEventListener('abort', late, { once: true });
    asked.then(resolve, reject).finally(() => deadline.removeEventListener('abort', late));
  });
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

/** Takes circles away; that one is not there is fine. */
export async function deleteFences(visitIds: readonly string[]): Promise<void> {
  for (let start = 0; start < visitIds.length; start += MOST_A_CALL) {
    const GeofenceIds = visitIds.slice(start, start + MOST_A_CALL);
    const { Errors } = await client.send(
      new BatchDeleteGeofenceCommand({ CollectionName: collection(), GeofenceIds }),
    );
    const failed = Errors?.find(({ Error: error }) => error?.Code !== GONE);
    if (failed) throw new Error(`A geofence could not be deleted: ${failed.Error?.Code}`);
  }
}

/** The visits that have a circle. */
export async function listFences(): Promise<string[]> {
  const ids: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new ListGeofencesCommand({ CollectionName: collection(), ...(NextToken && { NextToken }) }),
    );
    ids.push(...(page.Entries ?? []).flatMap(({ GeofenceId }) => GeofenceId ?? []));
    ({ NextToken } = page);
  } while (NextToken);
  return ids;
}
