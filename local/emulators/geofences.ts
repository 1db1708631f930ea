import type { Store } from './emulator.ts';
import { AwsError } from './emulator.ts';
import { invalid, readPosition, readStructure, readText, type Structure } from './read-input.ts';

/** A circular geofence as it is kept. */
export interface Geofence {
  readonly id: string;
  /** [longitude, latitude] in degrees. */
  readonly center: [number, number];
  /** Metres. */
  readonly radius: number;
  readonly properties?: Structure;
  /** ISO 8601. A fence put again under its id keeps it; one deleted and put again is another fence. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

const COLLECTIONS = 'geofence-collections';
const FENCES = 'geofences';
const MAX_RADIUS_METERS = 100_000;

/** Ids of geofences and devices (API reference of Amazon Location). */
export const LOCATION_ID = /^[-._\p{L}\p{N}]{1,100}$/u;

/** Makes a collection exist: the stack's own, when it is deployed here. */
export function declareGeofenceCollection(store: Store, name: string): void {
  store.put(COLLECTIONS, name, { name });
}

/** @throws AwsError ResourceNotFoundException unless the collection was declared. */
export function readCollection(store: Store, input: Structure): string {
  const name = readText(input, 'CollectionName', /^[-._\w]{1,100}$/);
  if (store.get(COLLECTIONS, name) !== undefined) return name;
  throw notFound(`GeofenceCollection ${name} not found`);
}

/** Creates or replaces a fence. @throws AwsError ValidationException */
export function putGeofence(store: Store, collection: string, entry: Structure, now: number): Geofence {
  const id = readText(entry, 'GeofenceId', LOCATION_ID);
  const geometry = readStructure(entry['Geometry'], 'Geometry');
  const circle = readStructure(geometry['Circle'], 'Geometry.Circle (other shapes are not emulated)');
  const at = new Date(now).toISOString();
  const fence: Geofence = {
    id,
    center: readPosition(circle['Center'], 'Geometry.Circle.Center'),
    radius: readRadius(circle['Radius']),
    ...(entry['GeofenceProperties'] === undefined
      ? {}
      : { properties: readStructure(entry['GeofenceProperties'], 'GeofenceProperties') }),
    createdAt: findGeofence(store, collection, id)?.createdAt ?? at,
    updatedAt: at,
  };
  store.put(FENCES, `${collection}/${id}`, fence);
  return fence;
}

/** The fence, or undefined. */
export function findGeofence(store: Store, collection: string, id: string): Geofence | undefined {
  return store.get<Geofence>(FENCES, `${collection}/${id}`);
}

/** All fences of a collection, by id. */
export function listGeofences(store: Store, collection: string): Geofence[] {
  return store.list<Geofence>(FENCES, `${collection}/`).map(({ value }) => value);
}

/** Removes a fence; no EXIT is ever raised for it again. @throws AwsError ResourceNotFoundException */
export function deleteGeofence(store: Store, collection: string, id: string): void {
  if (!findGeofence(store, collection, id)) throw notFound(`Geofence ${id} not found`);
  store.delete(FENCES, `${collection}/${id}`);
}

/** The service's answer for something that is not there. */
export function notFound(message: string): AwsError {
  return new AwsError(404, 'ResourceNotFoundException', message);
}

function readRadius(value: unknown): number {
  if (typeof value === 'number' && value > 0 && value <= MAX_RADIUS_METERS) return value;
  throw invalid(`Value at 'Geometry.Circle.Radius' must be more than 0 and at most ${MAX_RADIUS_METERS}`);
}
