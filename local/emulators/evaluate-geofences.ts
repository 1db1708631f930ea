import * as z from 'zod/mini';
import type { World } from './emulator.ts';
import { type Geofence, LOCATION_ID, listGeofences } from './geofences.ts';
import { POSITION, properties } from './operation.ts';

const DEVICES = 'geofence-devices';
const EARTH_RADIUS_METERS = 6_371_008.8;

/** What is remembered of a device in a collection between two evaluations. */
export const DEVICE_ROW = z.object({
  /** Epoch milliseconds. */
  sampleTime: z.number(),
  /** The fences it was inside of, with their creation times: a fence made anew is entered anew. */
  inside: z.record(z.string(), z.string()),
});
type DeviceState = Readonly<z.output<typeof DEVICE_ROW>>;

/** A position as it is reported. */
export const POSITION_UPDATE = z.strictObject({
  DeviceId: LOCATION_ID,
  SampleTime: z.iso.datetime({ offset: true }),
  Position: POSITION,
  Accuracy: z.optional(z.strictObject({ Horizontal: z.number().check(z.gte(0), z.lte(10_000_000)) })),
  PositionProperties: z.optional(properties(4, 150)),
});
type Update = z.output<typeof POSITION_UPDATE>;

/**
 * Evaluates one position against every fence of the collection and raises ENTER and EXIT. The first position of
 * a device inside a fence enters it; a first one outside raises nothing. Accuracy plays no part. What the service
 * does with a sample older than the device's last is not documented: here it is ignored, the safer half.
 */
export function evaluatePosition(world: World, collection: string, update: Update): void {
  const key = `${collection}/${update.DeviceId}`;
  const sampleTime = Date.parse(update.SampleTime);
  const before = world.store.get<DeviceState>(DEVICES, key);
  if (before && sampleTime < before.sampleTime) return;
  const inside: Record<string, string> = {};
  for (const fence of listGeofences(world.store, collection)) {
    const was = before?.inside[fence.id] === fence.createdAt;
    const is = metersBetween(fence.center, update.Position) <= fence.radius;
    if (is) inside[fence.id] = fence.createdAt;
    if (is !== was) emitCrossing(world, collection, fence, update, is ? 'ENTER' : 'EXIT');
  }
  world.store.put(DEVICES, key, { sampleTime, inside } satisfies DeviceState);
}

function emitCrossing(
  world: World,
  collection: string,
  fence: Geofence,
  update: Update,
  type: 'ENTER' | 'EXIT',
): void {
  world.emit({
    source: 'aws.geo',
    'detail-type': 'Location Geofence Event',
    resources: [`arn:aws:geo:${world.region}:${world.accountId}:geofence-collection/${collection}`],
    detail: {
      EventType: type,
      GeofenceId: fence.id,
      DeviceId: update.DeviceId,
      SampleTime: new Date(update.SampleTime).toISOString(),
      Position: update.Position,
      ...(update.Accuracy === undefined ? {} : { Accuracy: update.Accuracy }),
      ...(update.PositionProperties === undefined ? {} : { PositionProperties: update.PositionProperties }),
      ...(fence.properties === undefined ? {} : { GeofenceProperties: fence.properties }),
    },
  });
}

/** Great-circle distance of two [longitude, latitude] pairs (haversine), metres. */
function metersBetween(a: [number, number], b: [number, number]): number {
  const rad = Math.PI / 180;
  const dLat = ((b[1] - a[1]) * rad) / 2;
  const dLng = ((b[0] - a[0]) * rad) / 2;
  const h = Math.sin(dLat) ** 2 + Math.cos(a[1] * rad) * Math.cos(b[1] * rad) * Math.sin(dLng) ** 2;
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.sqrt(h));
}
