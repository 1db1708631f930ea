import type { DriveToSite } from '../../shared/tracking/drive-state.ts';
import type { Fix, LatLng } from '../../shared/tracking/fix.ts';
import type { FoundRoute } from '../../shared/tracking/route.ts';

export const SITE = { lat: 37.7596, lng: -122.4269, radiusMeters: 91.44 };
export const SET_OFF = Date.parse('2026-11-20T17:00:00Z');

const METERS_PER_DEGREE = 111_195;

/** A place so many metres east and north of the site. */
export const beside = (east: number, north: number, site: LatLng = SITE): LatLng => ({
  lat: site.lat + north / METERS_PER_DEGREE,
  lng: site.lng + east / (METERS_PER_DEGREE * Math.cos((site.lat * Math.PI) / 180)),
});

/** A fix so many seconds after setting off, so many metres east and north of the site. */
export const fix = (second: number, east: number, north: number, more: Partial<Fix> = {}): Fix => ({
  at: SET_OFF + second * 1000,
  ...beside(east, north),
  accuracy: 5,
  ...more,
});

/** 6 km due north to the site: 2 km in town at 5 m/s, then 4 km at 20 m/s. */
export const NORTH: FoundRoute = {
  line: [-6000, -4000, -2000, 0].map((north) => {
    const { lat, lng } = beside(0, north);
    return [lng, lat] as const;
  }),
  seconds: [0, 400, 500, 600],
  meters: 6000,
};

export const driveTo = (more: Partial<DriveToSite> = {}): DriveToSite => ({
  visitId: 'visit_1',
  accountId: 'account_1',
  trip: 1,
  since: SET_OFF,
  site: SITE,
  ...more,
});
