import type { TeamEvent, Technician, Visit } from '../api/types.ts';
import { type Density, rowHeight, stack } from './lanes.ts';
import { endOf, isOver, startOf, UNASSIGNED } from './visit.ts';

/** A visit in a row: which lane of it, and whether somebody else leads it. */
export interface Placed {
  readonly visit: Visit;
  readonly lane: number;
}

/** Something else in a row, likewise. */
export interface PlacedEvent {
  readonly event: TeamEvent;
  readonly lane: number;
}

/** What a row is drawn of, beside visits and team. */
export interface Drawn {
  readonly density: Density;
  /** What is cancelled is looked for. */
  readonly cancelled: boolean;
  readonly events?: readonly TeamEvent[];
  /** Those too who have no row of their own any more. */
  readonly everybody?: readonly Technician[];
}

/** A technician with their visits, or the lane of those that nobody has. */
export interface Row {
  readonly id: string;
  readonly technician?: Technician | undefined;
  readonly placed: readonly Placed[];
  readonly events: readonly PlacedEvent[];
  readonly height: number;
}

/**
 * The unassigned lane first, then everybody of the team by name; what is unknown of whom a visit is assigned to comes
 * last. A visit of several stands in each one's row. What is cancelled takes no place, unless it is looked for.
 */
export function rowsOf(
  visits: readonly Visit[],
  team: readonly Technician[],
  { density, cancelled, events = [], everybody = [] }: Drawn,
): readonly Row[] {
  const shown = visits.filter(({ status }) => cancelled || status !== 'cancelled');
  const known = new Set(team.map(({ memberId }) => memberId));
  const strangers = [...new Set(shown.flatMap(({ technicianIds }) => technicianIds))].filter(
    (id) => !known.has(id),
  );
  const row = (id: string, technician: Technician | undefined, own: readonly Visit[]): Row => {
    const sorted = own.toSorted((a, b) => startOf(a) - startOf(b) || a.visitId.localeCompare(b.visitId));
    const others = id === UNASSIGNED ? [] : events.filter((event) => isFor(event, id));
    const spans = [...sorted, ...others].map((one) => ({ start: startOf(one), end: endOf(one) }));
    const { lanes, count } = stack(spans);
    return {
      id,
      technician,
      placed: sorted.map((visit, index) => ({ visit, lane: lanes[index] ?? 0 })),
      events: others.map((event, index) => ({ event, lane: lanes[sorted.length + index] ?? 0 })),
      height: rowHeight(count, density),
    };
  };
  const of = (id: string) => shown.filter(({ technicianIds }) => technicianIds.includes(id));
  const unassigned = shown.filter(({ technicianIds }) => technicianIds.length === 0);
  return [
    row(UNASSIGNED, undefined, unassigned),
    ...team.map((technician) => row(technician.memberId, technician, of(technician.memberId))),
    ...strangers.map((id) =>
      row(id, everybody.find(({ memberId }) => memberId === id) ?? { memberId: id, name: id }, of(id)),
    ),
  ];
}

/** Without anybody's name it is everybody's. */
const isFor = ({ memberIds }: TeamEvent, id: string): boolean =>
  memberIds.length === 0 || memberIds.includes(id);

/** The next visit, or event, to one side in its row, or the nearest in time in the row above or below. */
export function neighbour(
  rows: readonly Row[],
  at: { readonly row: string; readonly visitId?: string | undefined },
  towards: 'left' | 'right' | 'up' | 'down',
): { readonly row: string; readonly visitId?: string | undefined } {
  const index = rows.findIndex(({ id }) => id === at.row);
  const row = rows[index];
  if (!row) return { row: rows[0]?.id ?? UNASSIGNED };
  const cells = cellsOf(row);
  const place = cells.findIndex(({ id }) => id === at.visitId);
  if (towards === 'left' || towards === 'right') {
    const next = place + (towards === 'left' ? -1 : 1);
    if (next < -1 || next >= cells.length) return at;
    return { row: row.id, visitId: cells[next]?.id };
  }
  const other = rows[index + (towards === 'up' ? -1 : 1)];
  const cell = cells[place];
  if (!other) return at;
  return { row: other.id, visitId: cell && nearest(other, cell.start) };
}

/** Whatever of a row the keyboard stops at, as it begins: visits and what is none. */
const cellsOf = ({ placed, events }: Row) =>
  [
    ...placed.map(({ visit }) => ({ id: visit.visitId, start: startOf(visit) })),
    ...events.map(({ event }) => ({ id: event.eventId, start: startOf(event) })),
  ].sort((a, b) => a.start - b.start);

const nearest = (row: Row, at: number): string | undefined =>
  cellsOf(row).sort((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at))[0]?.id;

/** How much there is to do in the lane that nobody has. */
export const openIn = ({ placed }: Row): number => placed.filter(({ visit }) => !isOver(visit.status)).length;
