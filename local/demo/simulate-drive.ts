import type { Route } from '../town/find-route.ts';
import { headingFrom, metersBetween, type Place } from '../town/plane.ts';
import { seededRandom } from '../town/randomness.ts';
import type { PostedFix } from '../tracker-client.ts';

const METERS_PER_DEGREE = 111_195;
const WANDER_METERS = 3;

/** Where a van is after some seconds on a route; parked at its end from then on. */
export function placeOnRoute(
  route: Route,
  seconds: number,
): { place: Place; heading: number; speed: number } {
  const end = route.times.findIndex((time) => time > seconds);
  const from = route.places[end - 1];
  const to = route.places[end];
  if (!from || !to) return parked(route);
  const [left, next] = [route.times[end - 1] ?? 0, route.times[end] ?? 0];
  const share = (seconds - left) / (next - left);
  return {
    place: { lat: from.lat + (to.lat - from.lat) * share, lng: from.lng + (to.lng - from.lng) * share },
    heading: headingFrom(from, to),
    speed: metersBetween(from, to) / (next - left),
  };
}

/** What the phone in that van reports: some metres off, as phones are, the same way for the same second. */
export function fixOnRoute(route: Route, seconds: number, now: number): PostedFix {
  const { place, heading, speed } = placeOnRoute(route, seconds);
  const random = seededRandom(Math.round(seconds * 10) + Math.round(route.meters));
  const off = () => ((random() - 0.5) * 2 * WANDER_METERS) / METERS_PER_DEGREE;
  return {
    at: new Date(now).toISOString(),
    lat: place.lat + off(),
    lng: place.lng + off(),
    accuracy: Math.round(4 + random() * 6),
    speed: Math.round(speed * 10) / 10,
    heading: Math.round(heading) % 360,
    battery: 80,
  };
}

function parked(route: Route): { place: Place; heading: number; speed: number } {
  const [last, previous] = [route.places.at(-1), route.places.at(-2)];
  if (!last) throw new RangeError('a route without places');
  return { place: last, heading: previous ? headingFrom(previous, last) : 0, speed: 0 };
}
