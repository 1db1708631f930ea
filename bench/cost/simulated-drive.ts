import { fixOnRoute } from '../../local/demo/simulate-drive.ts';
import type { Route } from '../../local/town/find-route.ts';
import type { PostedFix } from '../../local/tracker-client.ts';

export const DRIVE_SECONDS = 20 * 60;
export const FIX_EVERY_SECONDS = 10;
/** Half-way traffic crawls at half the pace, for four minutes: the arrival time has to be found anew. */
const JAM = { from: 480, to: 720, pace: 0.5 } as const;

/**
 * What a phone reports that drives a route in twenty minutes, at a second since setting off: a few metres off, a
 * jam half-way, parked at the end. The same in every run.
 * @param now epoch ms, the time of the fix
 */
export function fixOfDrive(route: Route, second: number, now: number): PostedFix {
  const fix = fixOnRoute(route, shareDriven(second) * route.seconds, now);
  return { ...fix, speed: Math.round((fix.speed ?? 0) * pace(second) * 10) / 10 };
}

/** How much of the route's own time is driven after so many seconds. */
export const shareDriven = (second: number): number => paced(second) / paced(DRIVE_SECONDS);

const paced = (second: number) =>
  second - (1 - JAM.pace) * Math.min(JAM.to - JAM.from, Math.max(0, second - JAM.from));

const pace = (second: number) => (second > JAM.from && second <= JAM.to ? JAM.pace : 1);
