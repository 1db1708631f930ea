import type { Town } from '../../local/town/town.ts';

export interface Place {
  readonly lat: number;
  readonly lng: number;
}

const EARTH_RADIUS_METERS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Great-circle distance in metres (haversine). */
export function metersBetween(a: Place, b: Place): number {
  const [dLat, dLng] = [((b.lat - a.lat) * RADIANS) / 2, ((b.lng - a.lng) * RADIANS) / 2];
  const h = Math.sin(dLat) ** 2 + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * Math.sin(dLng) ** 2;
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.sqrt(h));
}

/** A place so many metres to the north and to the east. */
export const beside = ({ lat, lng }: Place, north: number, east: number): Place => ({
  lat: lat + north / 111_195,
  lng: lng + east / (111_195 * Math.cos(lat * RADIANS)),
});

/** Where somebody truly is, whatever any phone says. */
export interface Body {
  /** Epoch milliseconds. */
  at(now: number): Place & { readonly speed: number };
  /** Sets off from where it is. @returns when it will be there, epoch ms */
  drive(town: Town, to: Place, now: number, hurry: number): number;
}

interface Way {
  readonly places: readonly Place[];
  /** Epoch ms at each of them. */
  readonly times: readonly number[];
}

export function createBody(home: Place): Body {
  let way: Way = { places: [home], times: [0] };
  const at = (now: number) => along(way, now);
  return {
    at,
    drive(town, to, now, hurry) {
      const from = at(now);
      const { places, times } = town.route(from, to);
      const stretched = times.map((seconds) => now + 1000 * (seconds / hurry));
      const arrives = (stretched.at(-1) ?? now) + 15_000;
      way = { places: [from, ...places, to], times: [now, ...stretched.map((time) => time + 5000), arrives] };
      return arrives;
    },
  };
}

function along({ places, times }: Way, now: number): Place & { speed: number } {
  const next = times.findIndex((time) => time > now);
  const last = places.at(-1) as Place;
  if (next < 0) return { ...last, speed: 0 };
  if (next === 0) return { ...(places[0] as Place), speed: 0 };
  const [from, to] = [places[next - 1] as Place, places[next] as Place];
  const [since, until] = [times[next - 1] ?? 0, times[next] ?? 0];
  const share = (now - since) / Math.max(1, until - since);
  return {
    lat: from.lat + (to.lat - from.lat) * share,
    lng: from.lng + (to.lng - from.lng) * share,
    speed: metersBetween(from, to) / Math.max(0.001, (until - since) / 1000),
  };
}
