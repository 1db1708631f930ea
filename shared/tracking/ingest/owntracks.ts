import { jsonOf, numberOf, type Reported, scaled, timeOf, treeOf } from './reported.ts';

/** A km/h in m/s. */
const KMH = 1000 / 3600;

/**
 * What OwnTracks sends over HTTP: one object, of which only locations matter here; of the rest (transitions,
 * waypoints, statuses, nothing at all) there is nothing to keep.
 * @see https://owntracks.org/booklet/tech/json/
 */
export function readOwntracks(body: string): readonly Reported[] {
  const { _type, lat, lon, tst, acc, vel, cog, batt } = treeOf(jsonOf(body));
  if (_type !== 'location') return [];
  return [
    {
      at: timeOf(tst),
      lat: numberOf(lat),
      lng: numberOf(lon),
      accuracy: numberOf(acc),
      speed: scaled(vel, KMH),
      heading: numberOf(cog),
      battery: numberOf(batt),
    },
  ];
}
