/** A point of the flat map around a house: metres east and south of it. */
export type Point = readonly [x: number, y: number];

export interface Place {
  readonly lat: number;
  readonly lng: number;
}

/** Metres in a degree of latitude (mean radius of the Earth, IUGG). */
const DEGREE = (6_371_008.8 * Math.PI) / 180;

/** Flattens the Earth around a house; good for the tens of kilometres that a drive has. */
export function flatten(home: Place): (place: Place) => Point {
  const east = DEGREE * Math.cos((home.lat * Math.PI) / 180);
  return ({ lat, lng }) => [(lng - home.lng) * east, (home.lat - lat) * DEGREE];
}

/** The way back: a point of the map around a house as a place. */
export function raise(home: Place): (point: Point) => Place {
  const east = DEGREE * Math.cos((home.lat * Math.PI) / 180);
  return ([x, y]) => ({ lat: home.lat - y / DEGREE, lng: home.lng + x / east });
}

/** Google's encoded polyline, precision 5, as places. */
export function decode(polyline: string): Place[] {
  const places: Place[] = [];
  let index = 0;
  const number = () => {
    let bits = 0;
    let shift = 0;
    for (let byte = 32; byte >= 32; shift += 5) {
      byte = polyline.charCodeAt(index++) - 63;
      bits |= (byte & 31) << shift;
    }
    return bits & 1 ? ~(bits >> 1) : bits >> 1;
  };
  let [lat, lng] = [0, 0];
  while (index < polyline.length) {
    lat += number();
    lng += number();
    places.push({ lat: lat / 1e5, lng: lng / 1e5 });
  }
  return places;
}

export const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Numbers short enough to send. */
export const short = (value: number): number => Math.round(value * 10) / 10;

/** A line as SVG path data. */
export const pathData = (line: readonly Point[]): string =>
  line.map(([x, y], index) => `${index ? 'L' : 'M'}${short(x)} ${short(y)}`).join('');
