import { HOUR } from '../kernel/time.ts';
import type { LatLng } from '../tracking/fix.ts';
import { distanceMeters } from '../tracking/geometry.ts';

/** Streets are about this much longer than the straight line between two addresses of a town. */
const DETOUR = 1.3;
/** Speeds in metres an hour: within a town, and on a drive long enough to be on motorways. */
const IN_TOWN = 30_000;
const FAR_OUT = 100_000;
/** Metres from which on a drive is as fast as it gets. */
const FAR = 60_000;

/**
 * How long a drive takes, in ms: the straight line, a detour, and a speed that grows from 30 to 100 km/h over 60 km. It
 * ranks who is nearer; it is no arrival time, and nobody is told it as one.
 */
export function estimateDrive(from: LatLng, to: LatLng): number {
  const meters = distanceMeters(from, to) * DETOUR;
  const speed = IN_TOWN + (FAR_OUT - IN_TOWN) * Math.min(1, meters / FAR);
  return (meters / speed) * HOUR;
}
