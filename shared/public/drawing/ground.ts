import { type Line, measured, nearest } from './line.ts';
import { decode, flatten, type Point } from './plane.ts';

interface Polyline {
  readonly polyline: string;
}

/** Of a status document, what can be drawn. */
export interface Drawable {
  readonly status: string;
  readonly address?: { readonly lat?: number; readonly lng?: number };
  readonly position?: {
    readonly lat: number;
    readonly lng: number;
    readonly at: string;
    readonly heading?: number;
  };
  readonly route?: Polyline & { readonly names?: readonly RouteName[] };
  readonly trail?: Polyline;
}

/** A street of the route, and how many metres ahead it begins. */
export interface RouteName {
  readonly name: string;
  readonly meters: number;
}

const HOME: Point = [0, 0];

/** What there is to see around a house, which is at 0, 0. */
export interface Ground {
  /** Nothing, a van on its way, or one that stands at the house. */
  readonly van: 'none' | 'moving' | 'parked';
  /** The trail and the way ahead as one line, along which the van moves; a single point where neither is known. */
  readonly line: Line;
  /** How far along the line the newest fix is. */
  readonly fix: number;
  readonly heading?: number;
  readonly hasRoute: boolean;
  readonly names: readonly RouteName[];
}

/** Reads a status document as a map; undefined when it is not known where the house is. */
export function survey(document: Drawable): Ground | undefined {
  const { address, position, route, trail, status } = document;
  if (address?.lat === undefined || address.lng === undefined) return undefined;
  const flat = flatten({ lat: address.lat, lng: address.lng });
  const van = position ? 'moving' : status === 'arrived' ? 'parked' : 'none';
  if (!position) return { van, line: measured([HOME]), fix: 0, hasRoute: false, names: [] };
  const points = (line: Polyline | undefined): Point[] => decode(line?.polyline ?? '').map(flat);
  const driven = points(trail);
  const way = points(route);
  const hasRoute = way.length > 1;
  // The route begins where the van is on it, the trail ends where the receiver said it was: the street wins.
  const behind = hasRoute ? driven.slice(0, -1) : driven.length > 0 ? driven : [flat(position)];
  const line = measured([...behind, ...way]);
  return {
    van,
    line,
    fix: measured([...behind, ...way.slice(0, 1)]).length,
    ...(position.heading !== undefined && { heading: position.heading }),
    hasRoute,
    names: hasRoute ? (route?.names ?? []) : [],
  };
}

/** A van that was drawn at a point goes on from the place nearest to it; from too far away it jumps. */
export function goOnFrom({ line, fix }: Ground, point: Point): number {
  const { along, off } = nearest(line, point);
  return off > 120 || Math.abs(along - fix) > 1500 ? fix : Math.min(along, fix);
}
