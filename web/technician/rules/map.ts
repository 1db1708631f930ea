import { type Ground, survey } from '../../../shared/public/drawing/ground.ts';
import { ahead, measured, nearest } from '../../../shared/public/drawing/line.ts';
import { decode, flatten, type Point } from '../../../shared/public/drawing/plane.ts';
import { type Sketch, sideFor } from '../../../shared/public/drawing/sketch.ts';
import type { Fix } from './pace.ts';
import type { Visit } from './visit.ts';

/** What the service said to draw on the way to a visit. */
export interface MapRead {
  /** Which drive it is for. */
  readonly drive: string;
  /** Metres: of the square of streets that was asked for. */
  readonly side: number;
  readonly route?: { readonly polyline: string; readonly names?: Ground['names'] };
  readonly streets?: Sketch;
  /** Epoch ms. */
  readonly readAt: number;
}

export type Here = Pick<Fix, 'lat' | 'lng' | 'accuracy' | 'heading'>;

/** Another place to drive to is another drive. */
export const driveOf = ({ visitId, enRouteAt, address: { lat, lng } }: Visit): string =>
  [visitId, enRouteAt, lat, lng].join();

/** Metres beside the route that are still the same street. */
const OFF_ROUTE = 150;
/** A way that is not known, or not the one that is driven, is asked for as often as this; milliseconds. */
const ASKED_AGAIN = 15_000;
const HOME: Point = [0, 0];

/** The map around the door, and how far along the way this phone is; undefined for a door that is on no map. */
export function groundOf(
  { status, address }: Visit,
  here: Here | undefined,
  map: MapRead | undefined,
): { readonly ground: Ground; readonly along: number } | undefined {
  const { lat, lng } = address;
  if (lat === undefined || lng === undefined) return undefined;
  const position = here && { ...here, at: '' };
  const ground = survey({ status, address: { lat, lng }, ...(position && { position }) });
  if (!ground || !here || !map?.route || status !== 'en_route')
    return ground && { ground, along: ground.fix };
  const flat = flatten({ lat, lng });
  const line = measured(decode(map.route.polyline).map(flat));
  const { along, off } = nearest(line, flat(here));
  if (off > OFF_ROUTE + here.accuracy) return { ground, along: ground.fix };
  return { ground: { ...ground, line, fix: 0, hasRoute: true, names: map.route.names ?? [] }, along };
}

/** The square of streets in which there is room for the house, this phone, and the way between them. */
export function sideWanted(visit: Visit, here: Here | undefined, map: MapRead | undefined): number {
  const known = groundOf(visit, here, map);
  return sideFor([HOME, ...(known?.ground.van === 'moving' ? ahead(known.ground.line, known.along) : [])]);
}

/** Is there something to ask for that is not known yet? @param now epoch ms */
export function wantsMap(
  visit: Visit,
  here: Here | undefined,
  map: MapRead | undefined,
  now: number,
): boolean {
  const isThere = visit.status === 'arrived' && Date.parse(visit.undoableUntil ?? '') > now;
  if ((visit.status !== 'en_route' && !isThere) || visit.address.lat === undefined) return false;
  if (map?.drive !== driveOf(visit) || map.side !== sideWanted(visit, here, map)) return true;
  const isLost = visit.status === 'en_route' && here && !groundOf(visit, here, map)?.ground.hasRoute;
  return isLost === true && now - map.readAt > ASKED_AGAIN;
}
