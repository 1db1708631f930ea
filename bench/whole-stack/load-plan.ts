import { SITE, southOf } from '../../test/support/company.ts';

/** How much is asked of the stack at once, and for how long. */
export interface LoadPlan {
  readonly technicians: number;
  /** How many of them arrive meanwhile; these are watched. */
  readonly arrivals: number;
  readonly viewersEach: number;
  readonly seconds: number;
}

export const WHOLE: LoadPlan = { technicians: 500, arrivals: 100, viewersEach: 3, seconds: 180 };
/** Enough to see that it runs; its figures say nothing of the whole. */
export const SHORT: LoadPlan = { technicians: 20, arrivals: 5, viewersEach: 3, seconds: 60 };

export const FIX_EVERY_SECONDS = 10;
const METERS_PER_SECOND = 12;
/** Nobody is shown within 300 m of where they set off, so that those who are watched have come this far before. */
const FIRST_ARRIVAL_SECONDS = 45;

/** Seconds into the load at which the technician with this number stands at the door, never within the load for most. */
export function arrivesAfter(plan: LoadPlan, number: number): number {
  if (number >= plan.arrivals) return 10 * plan.seconds;
  const room = plan.seconds - FIRST_ARRIVAL_SECONDS - 2 * FIX_EVERY_SECONDS;
  return FIRST_ARRIVAL_SECONDS + (room * number) / plan.arrivals;
}

/** Companies in a row of the grid their visits lie on, so far apart that nobody drives through another's fence. */
const IN_A_ROW = 25;
const DEGREES_APART = 0.05;

/** Where the visit of the company with this number is: fences of one spot would each see everybody's arrival. */
export function siteOf(number: number) {
  const lat = SITE.lat + DEGREES_APART * Math.floor(number / IN_A_ROW);
  return { lat, lng: SITE.lng + DEGREES_APART * (number % IN_A_ROW) };
}

/** Where a technician is who arrives after so many seconds: straight north to the site, then standing there. */
export function fixAt(
  second: number,
  { site, arrivesAfter: there }: { site: { lat: number; lng: number }; arrivesAfter: number },
  at: number,
) {
  const left = Math.max(0, there - second);
  return {
    at: new Date(at).toISOString(),
    lat: site.lat + southOf(left * METERS_PER_SECOND).lat - SITE.lat,
    lng: site.lng,
    accuracy: 6,
    speed: left > 0 ? METERS_PER_SECOND : 0,
  };
}
