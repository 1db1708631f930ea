import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { Visit } from '../api/types.ts';
import { dropOf, type Edit } from './drop.ts';
import { fitOf, metersBetween } from './fit.ts';
import { overlap, type Span } from './lanes.ts';
import type { Row } from './rows.ts';
import { endOf, isBeforeDrive, isOver, rowOf, startOf } from './visit.ts';

/** What was drawn around visits, as GeoJSON has it. */
export interface Area {
  readonly type: 'Polygon';
  readonly coordinates: number[][][];
}

interface Place {
  readonly lat: number;
  readonly lng: number;
}

/** Where a visit is; what could not be found is on no map. */
export function placeOf({ address: { lat, lng } }: Visit): Place | undefined {
  return lat === undefined || lng === undefined ? undefined : { lat, lng };
}

/** The visits in what was drawn; its edge belongs to it. */
export const within = (visits: readonly Visit[], area: Area): readonly Visit[] =>
  visits.filter((visit) => {
    const place = placeOf(visit);
    return place !== undefined && booleanPointInPolygon([place.lng, place.lat], area);
  });

/** Why a visit stays with whom it has: somebody is on the way or there, or it is over. */
export type Stuck = 'under_way' | 'over';

export const stuckOf = ({ status }: Visit): Stuck | undefined =>
  isOver(status) ? 'over' : isBeforeDrive(status) ? undefined : 'under_way';

/** What giving visits to somebody changes. */
export interface Handover {
  readonly changes: readonly { readonly visit: Visit; readonly edit: Edit }[];
  /** Those whose customers see another technician than they were told of. */
  readonly noticed: readonly Visit[];
}

/** As if each were dropped on their row; what they lead already stays as it is. */
export function handOver(visits: readonly Visit[], memberId: string): Handover {
  const drops = visits
    .filter((visit) => !stuckOf(visit))
    .map((visit) => ({ visit, ...dropOf(visit, rowOf(visit), memberId) }))
    .filter(({ edit, refusal }) => edit.technicianIds && !refusal);
  return {
    changes: drops.map(({ visit, edit }) => ({ visit, edit })),
    noticed: drops.filter(({ asks }) => asks === 'reassign').map(({ visit }) => visit),
  };
}

/** How what they do not lead of a selection fits into somebody's day. */
export interface Candidate {
  readonly row: Row;
  readonly fits: number;
  readonly overlaps: number;
  /** What else than a visit is in the way. */
  readonly busy?: string | undefined;
  /** As the crow flies to the nearest of them, metres. */
  readonly meters?: number | undefined;
}

/**
 * Who could take them: first whoever can take most, of these the nearest.
 * @param whereIs where somebody is on that day
 */
export function candidatesFor(
  visits: readonly Visit[],
  rows: readonly Row[],
  whereIs: (memberId: string) => Place | undefined,
): readonly Candidate[] {
  const wanted = visits.filter((visit) => !stuckOf(visit)).toSorted((a, b) => startOf(a) - startOf(b));
  return rows
    .filter(({ technician }) => technician)
    .map((row) => candidate(wanted, row, whereIs(row.id)))
    .toSorted((a, b) => b.fits - a.fits || (a.meters ?? FAR) - (b.meters ?? FAR));
}

const FAR = Number.MAX_VALUE;

/** What they lead already stands in their row. */
function candidate(all: readonly Visit[], row: Row, where: Place | undefined): Candidate {
  const wanted = all.filter((visit) => rowOf(visit) !== row.id);
  const taken: Span[] = [];
  let busy: string | undefined;
  for (const visit of wanted) {
    const span = { start: startOf(visit), end: endOf(visit) };
    const { clash } = fitOf(visit, span, row);
    busy ??= row.events.find(({ event }) => clash?.name === event.title)?.event.title;
    if (!clash && !taken.some((other) => overlap(span, other) > 0)) taken.push(span);
  }
  const away = wanted.flatMap((visit) => {
    const place = placeOf(visit);
    return place && where ? metersBetween(place, where) : [];
  });
  return {
    row,
    fits: taken.length,
    overlaps: wanted.length - taken.length,
    busy,
    meters: away.length > 0 ? Math.min(...away) : undefined,
  };
}
