import type { Route } from './find-route.ts';
import { metersBetween, type Place } from './plane.ts';

/** Roads are about this much longer than the straight line. */
const DETOUR = 1.3;
const MAX_STEPS = 200;
const STEP_METERS = 250;

/** A drive anywhere on Earth, where there is no street map: straight, a plausible distance and duration. */
export function straightRoute(origin: Place, destination: Place): Route {
  const meters = metersBetween(origin, destination) * DETOUR;
  const seconds = meters / speedFor(meters);
  const steps = Math.min(MAX_STEPS, Math.max(1, Math.ceil(meters / STEP_METERS)));
  const shares = Array.from({ length: steps + 1 }, (_, n) => n / steps);
  return {
    places: shares.map((share) => ({
      lat: origin.lat + (destination.lat - origin.lat) * share,
      lng: origin.lng + (destination.lng - origin.lng) * share,
    })),
    times: shares.map((share) => seconds * share),
    stretches: [{ street: '', offset: 0, meters, seconds }],
    meters,
    seconds,
  };
}

/** Metres a second: 30 km/h in town, up to 100 km/h for a drive of 60 km and more. */
function speedFor(meters: number): number {
  const share = Math.min(1, meters / 60_000);
  return (30 + 70 * share) / 3.6;
}
