import type { Drive } from '../drives/drive.ts';
import { MINUTE } from '../kernel/time.ts';
import { type Approach, observe, type Site } from './approach.ts';
import { confirms } from './decide-arrival.ts';
import type { Estimate } from './estimate-arrival.ts';
import type { Fix, LatLng } from './fix.ts';
import { distanceMeters } from './geometry.ts';
import type { Pace } from './pace.ts';
import { type CachedRoute, type MeasuredRoute, measure, progressAlong } from './route.ts';
import type { Asks } from './route-wanted.ts';
import { trailWith } from './trail.ts';
import { isPlausible, isTrustworthy, isUsable } from './trust.ts';

/** What is known of one drive; private, written by nobody but the positions' stream. */
export interface DriveState {
  readonly visitId: string;
  readonly trip: number;
  readonly memberId: string;
  /** Epoch ms of the newest fix taken into account: what is delivered again changes nothing. */
  readonly handledTo: number;
  /** Where the drive began; nothing within 300 m of it is ever shown. */
  readonly began: readonly LatLng[];
  /** A fix from just before setting off: where the first route begins, and nothing else. */
  readonly origin?: Fix;
  /** The newest fix of the drive that is believed. */
  readonly last?: Fix;
  /** A fix too far from the last one to be believed alone. */
  readonly doubted?: Fix;
  readonly trail: readonly LatLng[];
  readonly route?: CachedRoute;
  /** Metres along the route. */
  readonly along: number;
  /** How many fixes in a row lay off the route. */
  readonly off: number;
  /** Epoch ms of the newest fix on it: the longer ago, the further ahead the van may come back to it. */
  readonly onRouteAt?: number;
  /** Epoch ms of the newest fix at the very start of the route: until then the van stood. */
  readonly leftAt?: number;
  readonly asks: Asks;
  /** How the drive went on the routes before this one. */
  readonly pace?: Pace;
  readonly eta?: Estimate;
  readonly approach: Approach;
  readonly location: LocationUse;
  /** Amazon Location's newest ENTER, kept: the record that told of it may be overtaken by an older one. */
  readonly entered?: NonNullable<Drive['entered']>;
  /** The visit is no longer en route, as far as this drive is concerned. */
  readonly over?: boolean;
}

/** What Amazon Location was sent. */
interface LocationUse {
  readonly sent: number;
  /** Where the last fix sent lay. */
  readonly side?: 'inside' | 'outside';
  /** Epoch ms, our clock, of sending the first fix inside of the last stay, and the newest fix. */
  readonly askedAt?: number;
  readonly sentAt?: number;
}

/**
 * A fix from before setting off is where the drive began, up to this age; up to that it may be, and so may the
 * first one after.
 */
const ORIGIN_AGE = 2 * MINUTE;
const BEGAN_AGE = 15 * MINUTE;
/** Metres beside the route that are still the same street, and how many such fixes are not. */
const OFF_METERS = 150;
const OFF_FIXES = 2;
/** So near its start, a van has not set off on its route: it is loaded, or its driver on the phone. */
const AT_START_METERS = 50;
/** Sending fixes to Amazon Location is the dearest part of a drive. */
const MOST_SENT = 20;
/** Around the circle: a fix outside that tells Amazon Location that the van has left it. */
const NEAR_METERS = 300;

/** A drive of which nothing is known yet, but where it began if it goes on from `before`. */
export const newDrive = (drive: Drive, memberId: string, before?: DriveState): DriveState => ({
  visitId: drive.visitId,
  trip: drive.trip,
  memberId,
  handledTo: 0,
  began: before?.began ?? [],
  trail: [],
  along: 0,
  off: 0,
  asks: { answered: 0 },
  approach: {},
  location: { sent: 0 },
});

export const isOffRoute = (state: DriveState): boolean => state.off >= OFF_FIXES;

export interface Advanced {
  readonly state: DriveState;
  /** The fixes Amazon Location should see. */
  readonly send: readonly Fix[];
}

/**
 * Takes fixes into account, each once, in the order of their times.
 * @param now epoch ms, our clock
 */
export function advance(
  before: DriveState,
  fixes: readonly Fix[],
  drive: DriveToSite,
  now: number,
): Advanced {
  const route = before.route && measure(before.route);
  const send: Fix[] = [];
  let state = heard(before, drive);
  for (const fix of fixes) {
    if (fix.at <= state.handledTo) continue;
    state = { ...step(state, fix, drive, route), handledTo: fix.at };
    if (!isNews(state, fix)) continue;
    const use = useLocation(state, fix, drive, now);
    if (!use) continue;
    state = { ...state, location: use };
    send.push(fix);
  }
  return { state, send };
}

export type DriveToSite = Drive & { readonly site: Site };

function heard(state: DriveState, { entered }: Drive): DriveState {
  return entered && entered.at > (state.entered?.at ?? Number.NEGATIVE_INFINITY)
    ? { ...state, entered }
    : state;
}

const isNews = (state: DriveState, fix: Fix): boolean => state.last === fix;

function step(state: DriveState, fix: Fix, drive: DriveToSite, route: MeasuredRoute | undefined): DriveState {
  if (!isUsable(fix)) return state;
  const beginningKnown = drive.continues === true && state.began.length > 0;
  if (fix.at < drive.since) return beforeSettingOff(state, fix, drive.since, beginningKnown);
  const last = state.last ?? state.origin;
  if (last && !isPlausible(last, fix)) {
    if (!state.doubted || !isPlausible(state.doubted, fix)) return { ...state, doubted: fix };
    if (isAllThatWasBelieved(state, last)) {
      return step(step(begunAnew(state), state.doubted, drive, undefined), fix, drive, undefined);
    }
  }
  const { doubted: _, ...rest } = state;
  const began = state.last || state.origin || beginningKnown ? state.began : [...state.began, place(fix)];
  const goal = { ...drive.site, ...(drive.mustLeaveFirst && { mustLeaveFirst: true }) };
  return {
    ...rest,
    ...onRoute(state, fix, route),
    began,
    last: fix,
    trail: trailWith(state.trail, place(fix), began),
    approach: observe(state.approach, fix, goal),
  };
}

/** Whether the van was believed to be nowhere but where the drive began. */
const isAllThatWasBelieved = ({ began }: DriveState, { lat, lng }: Fix): boolean => {
  const start = began.at(-1);
  return start?.lat === lat && start.lng === lng;
};

/** Without its first fix, which two later ones have disproved, and without what was foretold from there. */
function begunAnew(state: DriveState): DriveState {
  const { last, origin, doubted, route, onRouteAt, leftAt, pace, eta, ...rest } = state;
  return { ...rest, began: state.began.slice(0, -1), trail: [], along: 0, off: 0, approach: {} };
}

function beforeSettingOff(state: DriveState, fix: Fix, since: number, beginningKnown: boolean): DriveState {
  const age = since - fix.at;
  if (age > BEGAN_AGE) return state;
  const began = beginningKnown ? state.began : [place(fix)];
  return { ...state, began, ...(age < ORIGIN_AGE && { origin: fix }) };
}

const place = ({ lat, lng }: LatLng): LatLng => ({ lat, lng });

function onRoute(state: DriveState, fix: Fix, route: MeasuredRoute | undefined) {
  if (!route) return {};
  const seconds = (fix.at - Math.max(route.startedAt, state.onRouteAt ?? 0)) / 1000;
  const { along, off } = progressAlong(route, state.along, fix, Math.max(0, seconds));
  if (off > OFF_METERS + (fix.accuracy ?? 0)) return { off: state.off + 1 };
  return { off: 0, along, onRouteAt: fix.at, ...(along < AT_START_METERS && { leftAt: fix.at }) };
}

/**
 * Amazon Location raises ENTER for a first fix inside, so it need not see the way there: only a fix inside,
 * once a batch until its ENTER has come, and one outside after it, so that it can raise the next one.
 */
function useLocation(
  state: DriveState,
  fix: Fix,
  { site }: DriveToSite,
  now: number,
): LocationUse | undefined {
  const { location, approach } = state;
  const meters = distanceMeters(fix, site);
  const side = meters <= site.radiusMeters ? 'inside' : 'outside';
  if (location.sent >= MOST_SENT || !isTrustworthy(fix, site.radiusMeters)) return undefined;
  const sending = { ...location, sent: location.sent + 1, side, sentAt: now } as const;
  if (side === 'outside') {
    const telling = location.side === 'inside' && meters <= site.radiusMeters + NEAR_METERS;
    return telling ? sending : undefined;
  }
  if (location.side !== 'inside') return { ...sending, askedAt: now };
  return location.sentAt === now || confirms(state.entered, approach) ? undefined : sending;
}
