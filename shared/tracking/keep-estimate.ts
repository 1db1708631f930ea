import { type DriveState, type DriveToSite, isOffRoute } from './drive-state.ts';
import { estimateArrival, routeWanted } from './estimate-arrival.ts';
import type { Fix, LatLng } from './fix.ts';
import { cacheRoute, type FoundRoute, measure } from './route.ts';

/** What is asked of the world outside for an arrival time. */
export interface Surroundings {
  /** Whether anybody watches a visit at a moment (epoch ms). */
  readonly isWatched: (visitId: string, now: number) => Promise<boolean>;
  /** The way with the traffic of this moment; `none` when there is none, undefined when it cannot be had now. */
  readonly findRoute: (from: LatLng, to: LatLng) => Promise<FoundRoute | 'none' | undefined>;
}

/**
 * The arrival time anew after each fix, and a new route when it is time for one.
 * @param state with the newest fixes taken into account
 * @param before without them
 * @param now epoch ms
 */
export async function withEstimate(
  state: DriveState,
  before: DriveState,
  drive: DriveToSite,
  now: number,
  world: Surroundings,
): Promise<DriveState> {
  const newest = state.last ?? state.origin;
  if (!newest) return state;
  const from = { ...newest, at: Math.max(newest.at, drive.since) };
  const routed = await withRoute(state, from, drive, now, world);
  const unchanged = routed === state && state.last === before.last;
  if (unchanged || !routed.route) return routed;
  const whereabouts = { along: routed.along, offRoute: isOffRoute(routed) };
  const isNew = routed.route !== state.route;
  const eta = estimateArrival(measure(routed.route), whereabouts, from, drive.site, state.eta, isNew);
  return { ...routed, eta };
}

async function withRoute(
  state: DriveState,
  from: Fix,
  drive: DriveToSite,
  now: number,
  { isWatched, findRoute }: Surroundings,
): Promise<DriveState> {
  const route = state.route && measure(state.route);
  const whereabouts = { along: state.along, offRoute: isOffRoute(state) };
  const wanted = (watched: boolean) =>
    routeWanted(route, whereabouts, from, drive.site, state.asks, now, watched);
  // Whether somebody watches is looked up only when it makes the difference.
  if (!wanted(false) && !(wanted(true) && (await isWatched(drive.visitId, now)))) return state;
  const found = await findRoute(from, drive.site);
  const asks = {
    // That there is no way is an answer too, and is paid for like one.
    answered: state.asks.answered + (found === undefined ? 0 : 1),
    firstAt: state.asks.firstAt ?? now,
    lastAt: now,
    failed: found === undefined,
  };
  if (found === undefined || found === 'none') return { ...state, asks };
  return { ...state, asks, route: cacheRoute(found, from.at), along: 0, off: 0 };
}
