import { jsonOf, numberOf, type Reported, scaled, timeOf, treeOf } from './reported.ts';
import { isForwarded, KNOT, readForwarded } from './traccar.ts';

/**
 * What Traccar Client sends, in its old form (a query or a form, knots) and its new one (JSON, m/s), and what a
 * Traccar server forwards. A heartbeat has no place, and a fix without a time says nothing that could be put in order: neither gives a position.
 * @see https://www.traccar.org/osmand/
 */
export function readOsmand(query: string, body: string): readonly Reported[] {
  if (/^\s*[{[]/.test(body)) return readJson(jsonOf(body));
  const form = new URLSearchParams([query, body].filter((part) => part !== '').join('&'));
  const [lat, lng] = form.get('location')?.split(',') ?? [form.get('lat'), form.get('lon')];
  return placed({
    at: timeOf(form.get('timestamp')),
    lat: numberOf(lat),
    lng: numberOf(lng),
    accuracy: numberOf(form.get('accuracy')),
    speed: scaled(form.get('speed'), KNOT),
    heading: numberOf(form.get('bearing') ?? form.get('heading')),
    battery: numberOf(form.get('batt')),
  });
}

const readJson = (json: unknown): readonly Reported[] =>
  isForwarded(json) ? readForwarded(json) : [treeOf(json)['location']].flat().flatMap(fromJson);

function fromJson(location: unknown): Reported[] {
  const { timestamp, coords, battery } = treeOf(location);
  const { latitude, longitude, accuracy, speed, heading } = treeOf(coords);
  return placed({
    at: timeOf(timestamp),
    lat: numberOf(latitude),
    lng: numberOf(longitude),
    accuracy: numberOf(accuracy),
    speed: numberOf(speed),
    heading: numberOf(heading),
    battery: scaled(treeOf(battery)['level'], 100),
  });
}

const placed = (reported: Reported): Reported[] =>
  reported.lat === undefined || reported.lng === undefined ? [] : [reported];
