import { southOf } from '../../test/support/company.ts';

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

/** Where a technician is who arrives after so many seconds: straight north to the site, then standing there. */
export function fixAt(second: number, arrivesAfterSeconds: number, at: number) {
  const left = Math.max(0, arrivesAfterSeconds - second);
  return {
    at: new Date(at).toISOString(),
    ...southOf(left * METERS_PER_SECOND),
    accuracy: 6,
    speed: left > 0 ? METERS_PER_SECOND : 0,
  };
}
