import { numberOf, type Reported, scaled, timeOf, treeOf } from './reported.ts';

/** A knot in m/s: one nautical mile an hour. */
export const KNOT = 1852 / 3600;

/** True for what a Traccar server forwards: a position of one of its devices. */
export const isForwarded = (body: unknown): boolean => 'latitude' in treeOf(treeOf(body)['position']);

/**
 * What a Traccar server forwards as JSON (`forward.type` `json`), a position a request. One it calls outdated has the
 * place of the one before, and one it calls not valid has none it would believe: neither is a position.
 * @see https://www.traccar.org/forward/
 */
export function readForwarded(body: unknown): readonly Reported[] {
  const position = treeOf(treeOf(body)['position']);
  if (position['outdated'] === true || position['valid'] === false) return [];
  return [
    {
      at: timeOf(position['fixTime']),
      lat: numberOf(position['latitude']),
      lng: numberOf(position['longitude']),
      accuracy: numberOf(position['accuracy']),
      speed: scaled(position['speed'], KNOT),
      heading: numberOf(position['course']),
      battery: numberOf(treeOf(position['attributes'])['batteryLevel']),
    },
  ];
}
