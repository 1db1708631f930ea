/** Where the visit is: Dolores Park in San Francisco, unless told. */
export interface Site {
  readonly lat: number;
  readonly lng: number;
}

export interface Fix extends Site {
  readonly at: string;
  readonly accuracy: number;
  /** Metres per second. */
  readonly speed: number;
  readonly heading: number;
}

const METERS_PER_DEGREE = 111_195;
const START_METERS = 1000;
/** Through a city, with green lights. */
const SPEED = 25;
/** The last metres are walked. */
const DOOR_METERS = 12;

/**
 * What a phone reports that drives north to the site, straight and steadily, and then stands before the door.
 * @param seconds since setting off
 */
export function fixAt(site: Site, seconds: number, now: number): Fix {
  const left = Math.max(DOOR_METERS, START_METERS - SPEED * seconds);
  return {
    lat: site.lat - left / METERS_PER_DEGREE,
    lng: site.lng,
    at: new Date(now).toISOString(),
    accuracy: 6,
    speed: left > DOOR_METERS ? SPEED : 0.5,
    heading: 0,
  };
}
