import type { Member, Position, Technician, Visit } from '../api/types.ts';
import { plain } from './filter.ts';
import { type RowState, rowState } from './row-state.ts';
import type { Row } from './rows.ts';
import { isOver } from './visit.ts';

/** What the crew is sorted by with one click. */
export const CREW_GROUPS = ['en_route', 'on_site', 'free', 'unseen'] as const;
export type CrewGroup = (typeof CREW_GROUPS)[number];

/** Somebody of the crew on a day: what they do, what comes next, and where that leaves them on the map. */
export interface CrewMember {
  readonly technician: Technician;
  readonly row: Row;
  /** In the order of their windows; what is cancelled is no stop. */
  readonly stops: readonly Visit[];
  /** The one they are at or on the way to, or the next one. */
  readonly next?: Visit | undefined;
  readonly position?: Position | undefined;
  /** Of now; on another day there is none. */
  readonly state?: RowState | undefined;
  readonly group?: CrewGroup | undefined;
  /** Where they live, if that was found: from there another day begins. */
  readonly home?: Home | undefined;
  readonly place?: { readonly lat: number; readonly lng: number } | undefined;
}

interface Home {
  readonly lat: number;
  readonly lng: number;
  readonly line: string;
}

interface Seen {
  readonly positions: Readonly<Record<string, Position>>;
  readonly team: readonly Member[];
  readonly isToday: boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** Everybody who has a row, in its order: whoever was never seen too. */
export function crewOf(rows: readonly Row[], { positions, team, isToday, now }: Seen): readonly CrewMember[] {
  return rows.flatMap((row) => {
    const { technician } = row;
    if (!technician) return [];
    const position = isToday ? positions[technician.memberId] : undefined;
    const state = isToday ? rowState(row, position, now) : undefined;
    const stops = row.placed.map(({ visit }) => visit).filter(({ status }) => status !== 'cancelled');
    const home = homeOf(team.find(({ memberId }) => memberId === technician.memberId)?.homeAddress);
    return [
      {
        technician,
        row,
        stops,
        next:
          stops.find(({ status }) => UNDER_WAY.includes(status)) ?? stops.find((one) => !isOver(one.status)),
        position,
        state,
        group: state && groupOf(state, position),
        home,
        place: isToday ? position : home,
      },
    ];
  });
}

const UNDER_WAY: readonly Visit['status'][] = ['en_route', 'arrived'];

/** Whoever is not seen where they should be, or not at all, is looked for first of all. */
function groupOf({ kind }: RowState, position: Position | undefined): CrewGroup {
  if (!position || kind === 'silent' || kind === 'location_off') return 'unseen';
  return kind === 'en_route' || kind === 'on_site' ? kind : 'free';
}

/** Only an address that was found is a place. */
function homeOf(home: Member['homeAddress']): Home | undefined {
  const { lat, lng, line = '', verified } = home ?? {};
  return verified && lat !== undefined && lng !== undefined ? { lat, lng, line } : undefined;
}

interface Wanted {
  readonly technicianIds: readonly string[];
  readonly skills: readonly string[];
  readonly text: string;
}

/** @param shown the visits that match; who has one of them is found by its words too */
export function isWanted(one: CrewMember, wanted: Wanted, shown: ReadonlySet<string>): boolean {
  const { memberId, name, skills = [] } = one.technician;
  const text = plain(wanted.text).trim();
  return (
    (wanted.technicianIds.length === 0 || wanted.technicianIds.includes(memberId)) &&
    (wanted.skills.length === 0 || wanted.skills.some((skill) => skills.includes(skill))) &&
    (text === '' || plain(name).includes(text) || one.stops.some(({ visitId }) => shown.has(visitId)))
  );
}

/** From two minutes on the ground somebody may be on grows by a pixel every ten seconds, as customers see it. */
const CERTAIN = 120_000;
export const doubtOf = (age: number): number =>
  age < CERTAIN ? 0 : Math.min(52, 26 + (age - CERTAIN) / 10_000);
