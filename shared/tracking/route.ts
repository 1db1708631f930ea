import polyline from '@mapbox/polyline';
import type { LatLng } from './fix.ts';
import { alongMeters, type Line, nearestOnLine, simplified } from './geometry.ts';

/** The way to the site as Amazon Location answered it. */
export interface FoundRoute {
  readonly line: Line;
  /** Seconds from the start to each point of the line, with the traffic of the moment. */
  readonly seconds: readonly number[];
  readonly meters: number;
  readonly names?: readonly StreetOnRoute[];
}

/** A street of a route, and how many metres along the line it begins. Without a name: from there on nobody knows. */
export interface StreetOnRoute {
  readonly name: string;
  readonly meters: number;
}

/** A route as it is kept with the drive: fewer points, each with its time. */
export interface CachedRoute {
  /** Google's encoded polyline, precision 5. */
  readonly polyline: string;
  /** Seconds from the start to each point. */
  readonly seconds: readonly number[];
  readonly meters: number;
  /** Epoch ms at which the van was at its start. */
  readonly startedAt: number;
  readonly names?: readonly StreetOnRoute[];
}

/** A route made ready to measure along. */
export interface MeasuredRoute extends CachedRoute {
  readonly line: Line;
  /** Metres along the drawn line to each of its points. */
  readonly along: readonly number[];
}

/** Points of a route that are worth their bytes; more and a coarser line is kept. */
const MOST_POINTS = 200;
const FINEST_METERS = 5;
/** Streets of a drive; a longer one keeps those it begins with, and gets others with its next route. */
const MOST_NAMES = 60;
/** On a straight road too, a point is kept as often as this along the whole way: times differ where lines do not. */
const PIECES = 60;

/** A route to keep: the line as coarse as it must be, the times of the points that stay. */
export function cacheRoute(found: FoundRoute, startedAt: number): CachedRoute {
  const pieces = inPieces(found.line);
  let line: Line;
  let meters = FINEST_METERS;
  do {
    line = pieces.flatMap((piece, index) => simplified(piece, meters).slice(index === 0 ? 0 : 1));
    meters *= 2;
  } while (line.length > MOST_POINTS);
  // A coarser line is a little shorter, and so are the ways to its streets.
  const share = (alongMeters(line).at(-1) ?? 0) / (alongMeters(found.line).at(-1) || 1);
  const names = (found.names ?? []).map((street) => ({
    ...street,
    meters: Math.round(street.meters * share),
  }));
  return {
    polyline: encodeLine(line),
    seconds: timesOf(line, found),
    meters: found.meters,
    startedAt,
    ...(names.length > 0 && { names: names.slice(0, MOST_NAMES) }),
  };
}

/** The line cut at its own points, each piece beginning where the one before ends. */
function inPieces(line: Line): Line[] {
  const along = alongMeters(line);
  const step = (along.at(-1) ?? 0) / PIECES;
  const cuts = [0];
  for (let index = 1; index < line.length; index++) {
    const last = index === line.length - 1;
    if (last || (along[index] ?? 0) - (along[cuts.at(-1) ?? 0] ?? 0) >= step) cuts.push(index);
  }
  return cuts.slice(1).map((cut, index) => line.slice(cuts[index], cut + 1));
}

/** Simplifying drops points but moves none: each one left is found again, in order. */
function timesOf(line: Line, found: FoundRoute): number[] {
  let index = 0;
  return line.map((point) => {
    index = found.line.findIndex(([lng, lat], at) => at >= index && lng === point[0] && lat === point[1]);
    return Math.round(found.seconds[index] ?? 0);
  });
}

export function measure(route: CachedRoute): MeasuredRoute {
  const line = decodeLine(route.polyline);
  return { ...route, line, along: alongMeters(line) };
}

/** How far ahead the van may be found on its route at one fix: motorway speed, and a block for good measure. */
const reach = (seconds: number): number => 300 + 50 * seconds;
/** How far back: receivers drift. */
const BACK_METERS = 100;

export interface Progress {
  /** Metres along the route. */
  readonly along: number;
  /** Metres off it. */
  readonly off: number;
}

/**
 * Where on its route the van is now. Only the stretch it can have reached since is searched, so that a route
 * that passes the same corner twice does not confuse it.
 * @param from metres along the route at the fix before
 */
export function progressAlong(route: MeasuredRoute, from: number, point: LatLng, seconds: number): Progress {
  const stretch = between(route, from - BACK_METERS, from + reach(seconds));
  const { off, along } = nearestOnLine(stretch.line, point);
  return { off, along: stretch.startsAt + along };
}

/** The route's own timing: seconds from its start to a place on it. */
export function secondsAt(route: MeasuredRoute, along: number): number {
  const after = route.along.findIndex((meters) => meters >= along);
  if (after < 0) return route.seconds.at(-1) ?? 0;
  if (after === 0) return 0;
  const [m0 = 0, m1 = 0] = [route.along[after - 1], route.along[after]];
  const [s0 = 0, s1 = 0] = [route.seconds[after - 1], route.seconds[after]];
  return m1 === m0 ? s1 : s0 + ((along - m0) / (m1 - m0)) * (s1 - s0);
}

/** Seconds from the start of a route to its end. */
export const wholeSeconds = ({ seconds }: Pick<FoundRoute, 'seconds'>): number => seconds.at(-1) ?? 0;

/** A drawn road is within a few percent of the metres it stands for; a line so much shorter is no road. */
const SHORTEST_SHARE = 0.87;

/**
 * Whether progress can be measured along the line. Where no streets are known, an answer may be the straight way with
 * the metres and seconds of a road: its time is worth something, its line nothing.
 */
export const isFollowable = ({ along, meters }: MeasuredRoute): boolean =>
  (along.at(-1) ?? 0) >= SHORTEST_SHARE * meters;

/** Metres still to drive; the drawn line is a little shorter than the road. */
export function metersLeft(route: MeasuredRoute, along: number): number {
  const drawn = route.along.at(-1) ?? 0;
  return drawn === 0 ? 0 : route.meters * Math.max(0, 1 - along / drawn);
}

/** The streets that lie ahead of a place on the route, in metres from there; the first is the one it is on. */
export function streetsAhead({ names = [] }: CachedRoute, along: number): StreetOnRoute[] {
  const on = names.findLastIndex(({ meters }) => meters <= along);
  return names
    .slice(Math.max(0, on))
    .map(({ name, meters }) => ({ name, meters: Math.max(0, Math.round(meters - along)) }));
}

/** What lies ahead of a place on the route. */
export const lineAhead = (route: MeasuredRoute, along: number): Line =>
  between(route, along, Number.POSITIVE_INFINITY).line;

function between(route: MeasuredRoute, from: number, to: number) {
  const end = route.along.at(-1) ?? 0;
  const a = Math.min(Math.max(0, from), end);
  const b = Math.max(a, Math.min(to, end));
  const inner = route.line.filter((_, index) => {
    const meters = route.along[index] ?? 0;
    return meters > a && meters < b;
  });
  return { startsAt: a, line: [pointAt(route, a), ...inner, pointAt(route, b)] as Line };
}

function pointAt(route: MeasuredRoute, along: number): readonly [number, number] {
  const after = Math.max(
    1,
    route.along.findIndex((meters) => meters >= along),
  );
  const [p, q] = [route.line[after - 1] ?? [0, 0], route.line[after] ?? route.line[after - 1] ?? [0, 0]];
  const [m0 = 0, m1 = 0] = [route.along[after - 1], route.along[after]];
  const share = m1 <= m0 ? 0 : (along - m0) / (m1 - m0);
  return [p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share];
}

export const encodeLine = (line: Line): string => polyline.encode(line.map(([lng, lat]) => [lat, lng]));

export const decodeLine = (encoded: string): Line =>
  polyline.decode(encoded).map(([lat, lng]) => [lng, lat] as const);
