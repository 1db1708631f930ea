import { type DriveState, type DriveToSite, isOffRoute } from './drive-state.ts';
import { estimateArrival } from './estimate-arrival.ts';
import type { Fix, LatLng } from './fix.ts';
import { NO_PACE, paceAfter } from './pace.ts';
import { cacheRoute, type FoundRoute, measure } from './route.ts';
import { type Asks, routeWanted } from './route-wanted.ts';

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
  const whereabouts = { along: routed.along, offRoute: isOffRoute(routed), leftAt: routed.leftAt };
  const isNew = routed.route !== state.route;
  const pace = routed.pace ?? NO_PACE;
  const progress = { route: measure(routed.route), whereabouts, pace, isNew };
  const eta = estimateArrival(progress, from, drive.site, state.eta);
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
  const asks = asksAfter(state.asks, found, now);
  if (found === undefined || found === 'none') return { ...state, asks };
  const { onRouteAt, leftAt, ...rest } = state;
  const reached = onRouteAt === undefined ? undefined : { along: state.along, at: onRouteAt, leftAt };
  const next = { seconds: found.seconds, at: from.at };
  const pace = route ? paceAfter(state.pace ?? NO_PACE, route, reached, next) : NO_PACE;
  return { ...rest, asks, pace, route: cacheRoute(found, from.at), along: 0, off: 0 };
}

/** That there is no way is an answer too, and is paid for like one. */
const asksAfter = (asks: Asks, found: FoundRoute | 'none' | undefined, now: number): Asks => ({
  answered: asks.answered + (found === undefined ? 0 : 1),
  firstAt: asks.firstAt ?? now,
  lastAt: now,
  failed: found === undefined,
});
