import { jsonOf, numberOf, type Reported, scaled, timeOf, treeOf } from './reported.ts';

/**
 * What Overland sends: a batch of GeoJSON points, oldest first, and with a backlog also where it is now.
 * @see https://github.com/aaronpk/Overland-iOS#api
 */
export function readOverland(body: string): readonly Reported[] {
  const { locations, current } = treeOf(jsonOf(body));
  return [...(Array.isArray(locations) ? locations : []), current].flatMap(fromFeature);
}

function fromFeature(feature: unknown): Reported[] {
  const { geometry, properties } = treeOf(feature);
  const { coordinates } = treeOf(geometry);
  if (!Array.isArray(coordinates)) return [];
  const { timestamp, horizontal_accuracy, speed, course, battery_level } = treeOf(properties);
  return [
    {
      at: timeOf(timestamp),
      lat: numberOf(coordinates[1]),
      lng: numberOf(coordinates[0]),
      accuracy: numberOf(horizontal_accuracy),
      speed: numberOf(speed),
      heading: numberOf(course),
      battery: scaled(battery_level, 100),
    },
  ];
}
