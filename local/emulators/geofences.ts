import * as z from 'zod/mini';
import type { Store } from './emulator.ts';
import { AwsError } from './emulator.ts';
import { POSITION, properties, text } from './operation.ts';

const COLLECTIONS = 'geofence-collections';
const FENCES = 'geofences';
const MAX_RADIUS_METERS = 100_000;

/** The fences of each collection since one was last put or deleted: every position is held against all of them. */
const listed = new WeakMap<Store, Map<string, readonly Geofence[]>>();

/** Ids of geofences and devices (API reference of Amazon Location). */
export const LOCATION_ID = text(/^[-._\p{L}\p{N}]{1,100}$/u);
/** Names of collections. */
export const COLLECTION_NAME = text(/^[-._\w]{1,100}$/);

/** A fence as it is put: circles only, other shapes are not emulated. */
export const PUT_FENCE = z.strictObject({
  GeofenceId: LOCATION_ID,
  Geometry: z.strictObject({
    Circle: z.strictObject({
      Center: POSITION,
      Radius: z.number().check(z.gt(0), z.lte(MAX_RADIUS_METERS)),
    }),
  }),
  GeofenceProperties: z.optional(properties(3, 40)),
});

/** A circular geofence as it is kept. */
export const GEOFENCE_ROW = z.object({
  id: LOCATION_ID,
  center: POSITION,
  /** Metres. */
  radius: z.number(),
  properties: z.optional(z.record(z.string(), z.string())),
  /** A fence put again under its id keeps it; one deleted and put again is another fence. */
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Geofence = Readonly<z.output<typeof GEOFENCE_ROW>>;

/** A collection as it is kept. */
export const COLLECTION_ROW = z.object({ name: COLLECTION_NAME });

/** Makes a collection exist: the stack's own, when it is deployed here. */
export function declareGeofenceCollection(store: Store, name: string): void {
  store.put(COLLECTIONS, name, { name });
}

/** @throws AwsError ResourceNotFoundException unless the collection was declared. */
export function knownCollection(store: Store, name: string): string {
  if (store.get(COLLECTIONS, name) !== undefined) return name;
  throw notFound(`GeofenceCollection ${name} not found`);
}

/** Creates or replaces a fence. */
export function putGeofence(
  store: Store,
  collection: string,
  { GeofenceId: id, Geometry: { Circle: circle }, GeofenceProperties }: z.output<typeof PUT_FENCE>,
  now: number,
): Geofence {
  const at = new Date(now).toISOString();
  const fence: Geofence = {
    id,
    center: circle.Center,
    radius: circle.Radius,
    ...(GeofenceProperties === undefined ? {} : { properties: GeofenceProperties }),
    createdAt: findGeofence(store, collection, id)?.createdAt ?? at,
    updatedAt: at,
  };
  store.put(FENCES, `${collection}/${id}`, fence);
  listed.get(store)?.delete(collection);
  return fence;
}

/** The fence, or undefined. */
export function findGeofence(store: Store, collection: string, id: string): Geofence | undefined {
  return store.get<Geofence>(FENCES, `${collection}/${id}`);
}

/** All fences of a collection, by id. */
export function listGeofences(store: Store, collection: string): readonly Geofence[] {
  const lists = listed.get(store) ?? new Map<string, readonly Geofence[]>();
  listed.set(store, lists);
  const known = lists.get(collection);
  if (known) return known;
  const fences = store.list<Geofence>(FENCES, `${collection}/`).map(({ value }) => value);
  lists.set(collection, fences);
  return fences;
}

/** Removes a fence; no EXIT is ever raised for it again. @returns false where there is none */
export function deleteGeofence(store: Store, collection: string, id: string): boolean {
  if (!findGeofence(store, collection, id)) return false;
  store.delete(FENCES, `${collection}/${id}`);
  listed.get(store)?.delete(collection);
  return true;
}

/** The service's answer for something that is not there. */
export function notFound(message: string): AwsError {
  return new AwsError(404, 'ResourceNotFoundException', message);
}
