import { HOUR, MINUTE } from '../../../shared/kernel/time.ts';
import type { Position, Visit } from '../api/types.ts';
import { overlap, type Span } from './lanes.ts';
import type { Row } from './rows.ts';
import { endOf, isOver, startOf } from './visit.ts';

/** How a visit would fit into somebody's day at a time. */
export interface Fit {
  /** The one it shares most time with, and how long, ms. */
  readonly clash?: { readonly name: string; readonly ms: number };
  /** As the crow flies from where they are before it, metres. */
  readonly meters?: number;
}

/** @param where the technician was last seen, for when nothing comes before it */
export function fitOf(visit: Visit, at: Span, row: Row, where?: Pick<Position, 'lat' | 'lng'>): Fit {
  const others = row.placed
    .map((placed) => placed.visit)
    .filter((other) => other.visitId !== visit.visitId && !isOver(other.status) && !other.hold);
  const clashes = others
    .map((other) => ({ name: other.customer.name, ms: overlap(at, spanOf(other)) }))
    .concat(
      row.events
        .filter(({ event }) => event.eventId !== visit.visitId)
        .map(({ event }) => ({ name: event.title, ms: overlap(at, spanOf(event)) })),
    )
    .filter(({ ms }) => ms > 0)
    .toSorted((a, b) => b.ms - a.ms);
  const [clash] = clashes;
  if (clash) return { clash };
  const meters = awayFrom(visit, at, row, where);
  return meters === undefined ? {} : { meters };
}

const spanOf = (one: Pick<Visit, 'window'>): Span => ({ start: startOf(one), end: endOf(one) });

function awayFrom(visit: Visit, { start }: Span, { placed }: Row, where?: Pick<Position, 'lat' | 'lng'>) {
  const before = placed
    .map((one) => one.visit)
    .filter(
      (other) => other.visitId !== visit.visitId && endOf(other) <= start && other.status !== 'cancelled',
    )
    .at(-1);
  const [from, to] = [placeOf(before) ?? where, placeOf(visit)];
  return from && to && metersBetween(from, to);
}

const placeOf = (visit: Visit | undefined) => {
  const { lat, lng } = visit?.address ?? {};
  return lat === undefined || lng === undefined ? undefined : { lat, lng };
};

interface Place {
  readonly lat: number;
  readonly lng: number;
}

const EARTH = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Along the great circle. */
export function metersBetween(a: Place, b: Place): number {
  const [north, east] = [radians(b.lat - a.lat), radians(b.lng - a.lng)];
  const chord =
    Math.sin(north / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(east / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.sqrt(chord));
}

/** Overlaps are told by the half hour where they are long. */
export const roundedOverlap = (ms: number): number => {
  const minutes = Math.round(ms / MINUTE);
  return ms < HOUR ? minutes : Math.round(minutes / 30) * 30;
};
