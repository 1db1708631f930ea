import nearestPointOnLine from '@turf/nearest-point-on-line';
import simplify from '@turf/simplify';
import type { LatLng } from './fix.ts';

/** A line as GeoJSON has it: longitude first. */
export type Line = readonly (readonly [lng: number, lat: number])[];

/** Mean radius of the Earth in metres (IUGG). */
const EARTH = 6_371_008.8;
const RADIANS = Math.PI / 180;
/** Metres in one degree of latitude. */
const METERS_PER_DEGREE = EARTH * RADIANS;

/** Great-circle distance in metres (haversine): within 0.5 % of the ellipsoid's. */
export function distanceMeters(a: LatLng, b: LatLng): number {
  const dLat = Math.sin(((b.lat - a.lat) * RADIANS) / 2);
  const dLng = Math.sin(((b.lng - a.lng) * RADIANS) / 2);
  const h = dLat * dLat + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * dLng * dLng;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
}

export const toPosition = ({ lat, lng }: LatLng): [lng: number, lat: number] => [lng, lat];
export const toLatLng = ([lng, lat]: readonly [number, number]): LatLng => ({ lat, lng });

/** Metres from the start of the line to each of its points. */
export function alongMeters(line: Line): number[] {
  let sum = 0;
  return line.map((point, index) => {
    const before = line[index - 1];
    if (before) sum += distanceMeters(toLatLng(before), toLatLng(point));
    return sum;
  });
}

export interface Nearest {
  /** Metres from the point to the line. */
  readonly off: number;
  /** Metres along the line to the place nearest to the point. */
  readonly along: number;
}

/** The place on a line (two points or more) nearest to a point. */
export function nearestOnLine(line: Line, point: LatLng): Nearest {
  const { properties } = nearestPointOnLine(geometry(line), toPosition(point), { units: 'meters' });
  return { off: properties.pointDistance, along: properties.totalDistance };
}

/** How near the straight way from a to b comes to a point, in metres. */
export const nearestBetween = (a: LatLng, b: LatLng, point: LatLng): number =>
  a.lat === b.lat && a.lng === b.lng
    ? distanceMeters(a, point)
    : nearestOnLine([toPosition(a), toPosition(b)], point).off;

/** The line with no more points than it takes to stay within so many metres of it. */
export function simplified(line: Line, meters: number): Line {
  if (line.length < 3) return line;
  const { coordinates } = simplify(geometry(line), {
    tolerance: meters / METERS_PER_DEGREE,
    highQuality: true,
  });
  return coordinates as unknown as Line;
}

const geometry = (line: Line) => ({
  type: 'LineString' as const,
  coordinates: line.map(([lng, lat]) => [lng, lat]),
});
