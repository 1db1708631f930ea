import { MINUTE, SECOND } from '../kernel/time.ts';
import type { Fix } from './fix.ts';
import { distanceMeters } from './geometry.ts';

/** Beyond this radius a fix comes from a cell tower and says nothing about the street. */
const COARSE_METERS = 200;
/** No van is faster (250 km/h); what is, is a jump of the receiver. */
const FASTEST_MPS = 70;
/** Fences are small: a fix that may be half a fence off cannot say on which side it is. */
const ARRIVAL_ACCURACY_METERS = 50;

/** Good enough to be shown and to follow a route by. Unknown accuracy is given the benefit of the doubt. */
export const isUsable = (fix: Fix): boolean => (fix.accuracy ?? 0) <= COARSE_METERS;

/**
 * Good enough to tell inside from outside a circle: its own error radius (68 %) is within the circle's and
 * within 50 m, so that a fix that lies inside is more likely true than not. Unknown accuracy passes, but needs
 * a second witness (see `observe`).
 */
export const isTrustworthy = (fix: Fix, radiusMeters: number): boolean =>
  (fix.accuracy ?? 0) <= Math.min(ARRIVAL_ACCURACY_METERS, radiusMeters);

/** Could a van have come from one fix to the other, each being as far off as it says? */
export function isPlausible(from: Fix, to: Fix): boolean {
  const slack = (from.accuracy ?? 0) + (to.accuracy ?? 0);
  const seconds = Math.max(1, (to.at - from.at) / SECOND);
  return (distanceMeters(from, to) - slack) / seconds <= FASTEST_MPS;
}

/** What is older is history: it is kept, but nobody is told anything because of it. */
const FRESH = 2 * MINUTE;

/**
 * Young enough to set something in motion: a status, a text, a word to open pages.
 * @param at epoch ms of the fix
 * @param now epoch ms, our clock
 */
export const isFresh = (at: number, now: number): boolean => now - at <= FRESH;
