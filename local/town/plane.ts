/** A place on Earth, WGS84 degrees. */
export interface Place {
  readonly lat: number;
  readonly lng: number;
}

/** A point of the town, metres east and north of its centre. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const EARTH_RADIUS_METERS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Where the town stands: flat farmland in the Central Valley of California. */
export const CENTER: Place = { lat: 38.62, lng: -121.9 };

const METERS_PER_DEGREE = EARTH_RADIUS_METERS * RADIANS;
const METERS_PER_DEGREE_EAST = METERS_PER_DEGREE * Math.cos(CENTER.lat * RADIANS);

/** The town is small enough for a flat map around its centre. */
export function toPlace({ x, y }: Point): Place {
  return { lat: CENTER.lat + y / METERS_PER_DEGREE, lng: CENTER.lng + x / METERS_PER_DEGREE_EAST };
}

/** The inverse of `toPlace`. */
export function toPoint({ lat, lng }: Place): Point {
  return { x: (lng - CENTER.lng) * METERS_PER_DEGREE_EAST, y: (lat - CENTER.lat) * METERS_PER_DEGREE };
}

/** Metres. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** The point a share of the way from a to b. */
export function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

/** Where a segment comes closest to a point. @returns the share of the way from a to b, 0 to 1. */
export function closestShare(point: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const share = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1);
  return Math.min(1, Math.max(0, share));
}

/** Great-circle distance anywhere on Earth (haversine), metres. */
export function metersBetween(a: Place, b: Place): number {
  const north = Math.sin(((b.lat - a.lat) * RADIANS) / 2) ** 2;
  const east = Math.sin(((b.lng - a.lng) * RADIANS) / 2) ** 2;
  const h = north + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * east;
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.sqrt(h));
}

/** The direction from a to b, degrees clockwise from north, 0 to 360. */
export function headingFrom(a: Place, b: Place): number {
  const east = (b.lng - a.lng) * Math.cos(a.lat * RADIANS);
  return (Math.atan2(east, b.lat - a.lat) / RADIANS + 360) % 360;
}
