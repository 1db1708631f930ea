import { SECOND } from '../kernel/time.ts';
import type { Fix, LatLng } from './fix.ts';
import { distanceMeters } from './geometry.ts';

/**
 * Where a van is, as well as its fixes know: the newest one, and while it stands the mean of all since it stopped,
 * weighted by their errors. A standing receiver wanders; its mean does not.
 */
export interface Spot extends LatLng {
  /** Epoch ms of the first fix. */
  readonly since: number;
  /** How far off one of its fixes may be, metres (68 %). */
  readonly error: number;
  /** Sum of the fixes' weights, 1/m². */
  readonly weight: number;
}

/** Assumed error of a fix that does not tell its own. */
const UNKNOWN_ACCURACY_METERS = 30;
/** Whoever says to be faster does not stand; a receiver that stands says as much now and then. */
const STANDING_MPS = 1;
const DRIVING_MPS = 4;
/** Of a hundred thousand fixes of a standing van four lie further off than so many errors, as errors are told. */
const FURTHER = 1.5;
/** For so long the errors of a standing receiver resemble each other: less than this is one measurement. */
const ALIKE_MS = 20 * SECOND;

export const errorOf = ({ accuracy }: Fix): number => accuracy ?? UNKNOWN_ACCURACY_METERS;

/** The spot with one more fix; another one when that says that the van moves, or lies further off than both may be. */
export function spotWith(spot: Spot | undefined, fix: Fix): Spot {
  const error = errorOf(fix);
  const weight = 1 / error ** 2;
  if (!spot || hasLeft(spot, fix, error)) return { lat: fix.lat, lng: fix.lng, since: fix.at, error, weight };
  const sum = spot.weight + weight;
  const share = weight / sum;
  return {
    lat: spot.lat + (fix.lat - spot.lat) * share,
    lng: spot.lng + (fix.lng - spot.lng) * share,
    since: spot.since,
    error: spot.error + (error - spot.error) * share,
    weight: sum,
  };
}

function hasLeft(spot: Spot, fix: Fix, error: number): boolean {
  const speed = fix.speed ?? 0;
  const reach = (speed > STANDING_MPS ? 1 : FURTHER) * (spot.error + error);
  return speed > DRIVING_MPS || distanceMeters(spot, fix) > reach;
}

/**
 * How far off a spot may be, metres (68 %): as much as one fix at first, less the longer the van stands there.
 * @param now epoch ms of its newest fix
 */
export const uncertainty = ({ error, since }: Spot, now: number): number =>
  error / Math.sqrt(1 + (now - since) / ALIKE_MS);
