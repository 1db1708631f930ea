import type { LatLng } from './fix.ts';
import { distanceMeters, nearestBetween } from './geometry.ts';

/** Nothing so near to where the drive began is ever shown: where the technician came from is nobody's business. */
export const HIDDEN_METERS = 300;
/** How much of the way driven is shown. */
export const TRAIL_METERS = 400;
/** Closer points than this say nothing new. */
const SPACING_METERS = 15;

/** Is this place, or the straight way to it, too near to where the drive began to be shown? */
export const isHidden = (began: readonly LatLng[], point: LatLng, from: LatLng = point): boolean =>
  began.some((start) => nearestBetween(from, point, start) < HIDDEN_METERS);

/** The trail with one more point: only what may be shown, and not more of it than 400 m. */
export function trailWith(
  trail: readonly LatLng[],
  fix: LatLng,
  began: readonly LatLng[],
): readonly LatLng[] {
  const point = rounded(fix);
  if (isHidden(began, point)) return [];
  const kept = spaced(trail);
  const before = kept.at(-1);
  return !before || isHidden(began, point, before) ? [point] : shortened([...kept, point]);
}

/** The newest point gives way to the next one as long as it says nothing new. */
function spaced(trail: readonly LatLng[]): readonly LatLng[] {
  const [before, last] = trail.slice(-2);
  return before && last && distanceMeters(before, last) < SPACING_METERS ? trail.slice(0, -1) : trail;
}

/** As drawn, so that what is drawn, and not what was measured, keeps the distance. */
const rounded = ({ lat, lng }: LatLng): LatLng => ({
  lat: Math.round(lat * 1e5) / 1e5,
  lng: Math.round(lng * 1e5) / 1e5,
});

function shortened(trail: readonly LatLng[]): readonly LatLng[] {
  let meters = 0;
  for (let index = trail.length - 1; index > 0; index--) {
    const [a, b] = [trail[index - 1], trail[index]];
    if (a && b) meters += distanceMeters(a, b);
    if (meters > TRAIL_METERS) return trail.slice(index);
  }
  return trail;
}
