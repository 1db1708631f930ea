import type { LatLng } from '../tracking/fix.ts';

/** Something of somebody's day, where it is and when it may begin (epoch ms). */
export interface Stop {
  readonly id: string;
  /** Absent for what has no place that is known; whoever is there is where they were before. */
  readonly place?: LatLng | undefined;
  readonly earliest: number;
  readonly latest: number;
  /** How long it takes, ms. */
  readonly work: number;
  /** It begins at `earliest`, whatever happens: confirmed, under way, over, or no visit. */
  readonly fixed: boolean;
}

/** Somebody's day before anything is proposed for it. */
export interface Tour {
  readonly technicianId: string;
  /** Where they set off, as far as that is known, and the first moment at which they can, epoch ms. */
  readonly home?: LatLng | undefined;
  readonly from: number;
  /** Until when what is proposed has to be done, epoch ms. */
  readonly to: number;
  /** In the order in which they are promised. */
  readonly stops: readonly Stop[];
}

export type Drive = (from: LatLng, to: LatLng) => number;

/** A stop as it would come about; times epoch ms, the rest ms. */
export interface Timed {
  readonly stop: Stop;
  readonly begins: number;
  readonly ends: number;
  readonly drive: number;
  /** By how much it would begin after the last moment that it may. */
  readonly over: number;
}

/** Goes through a day in an order: when each stop would begin, and how long is driven to it. */
export function walk({ home, from }: Tour, stops: readonly Stop[], drive: Drive): readonly Timed[] {
  let [at, place] = [from, home];
  return stops.map((stop) => {
    const driven = place && stop.place ? drive(place, stop.place) : 0;
    const arrives = at + driven;
    const begins = stop.fixed ? stop.earliest : Math.max(stop.earliest, arrives);
    const ends = begins + stop.work;
    at = Math.max(at, ends);
    place = stop.place ?? place;
    return { stop, begins, ends, drive: driven, over: Math.max(0, arrives - stop.latest) };
  });
}

export const driven = (timed: readonly Timed[]): number => timed.reduce((sum, { drive }) => sum + drive, 0);
