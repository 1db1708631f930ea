import type { BoardEvent } from '../events/event.ts';
import { epoch, HOUR, MINUTE } from '../kernel/time.ts';
import type { Member } from '../team/member.ts';
import type { Settings } from '../team/settings.ts';
import type { LatLng } from '../tracking/fix.ts';
import { isBeforeDrive, isOver } from '../visits/life.ts';
import type { Visit } from '../visits/visit.ts';
import type { Wish } from './propose.ts';
import type { Stop, Tour } from './tour.ts';

/** Why nobody is proposed for a visit. */
export type Reason = 'unverified' | 'on_hold' | 'past' | 'outside_hours' | 'no_skill' | 'no_time';

/** By what a day is planned. Times in epoch ms. */
export interface Terms {
  readonly now: number;
  /** Between when work is planned. */
  readonly from: number;
  readonly to: number;
  readonly noShow: Settings['noShow'];
  /** How long each visit takes, ms; by its window, where nobody says. */
  readonly work?: number | undefined;
}

/** An hour of work for a window that only says when somebody comes. */
const IN_A_WINDOW = HOUR;

/** How long a visit takes, ms. A window whose start is promised is the work's; one to arrive in is longer than that. */
function workOf({ window }: Pick<Visit, 'window'>, { work, noShow }: Terms): number {
  if (work !== undefined) return work;
  const length = epoch(window.end) - epoch(window.start);
  return noShow.from === 'start' ? length : Math.min(length, IN_A_WINDOW);
}

/**
 * The last moment at which somebody may be planned to begin: within the window and, where its start is promised, in the
 * first half of the time after which the customer is told that nobody came.
 */
function latestOf({ window }: Pick<Visit, 'window'>, { noShow }: Terms): number {
  const end = epoch(window.end);
  return noShow.from === 'end' ? end : Math.min(end, epoch(window.start) + (noShow.minutes / 2) * MINUTE);
}

const placeOf = ({ address: { lat, lng, verified } }: Pick<Visit, 'address'>): LatLng | undefined =>
  verified && lat !== undefined && lng !== undefined ? { lat, lng } : undefined;

/** A visit that moves for nobody: confirmed, under way, over, of several, or nobody knows where it is. */
function fixedStop(visit: Visit, terms: Terms): Stop {
  const start = epoch(visit.arrivedAt ?? visit.window.start);
  const begins =
    isBeforeDrive(visit.status) || visit.status === 'en_route' ? Math.max(start, terms.now) : start;
  const ends = visit.completedAt
    ? epoch(visit.completedAt)
    : Math.max(terms.now, begins + workOf(visit, terms));
  return {
    id: visit.visitId,
    place: placeOf(visit),
    earliest: begins,
    latest: begins,
    work: Math.max(0, ends - begins),
    fixed: true,
  };
}

/** A visit that may be done anywhere in its window. */
const freeStop = (visit: Visit, terms: Terms): Stop => ({
  id: visit.visitId,
  place: placeOf(visit),
  earliest: epoch(visit.window.start),
  latest: latestOf(visit, terms),
  work: workOf(visit, terms),
  fixed: false,
});

const eventStop = ({ eventId, window, allDay }: BoardEvent, { from, to }: Terms): Stop => {
  const start = allDay ? Math.min(from, epoch(window.start)) : epoch(window.start);
  const end = allDay ? Math.max(to, epoch(window.end)) : epoch(window.end);
  return { id: eventId, earliest: start, latest: start, work: end - start, fixed: true };
};

/** Promised, and told to nobody yet: its order may change, and nothing else of it. */
const isFree = (visit: Visit): boolean =>
  visit.status === 'pending_dispatch' && visit.technicians.length === 1 && placeOf(visit) !== undefined;

/** Somebody's day as it is: their visits and what else they do. What is held or cancelled takes no time. */
export function tourOf(
  member: Member,
  visits: readonly Visit[],
  events: readonly BoardEvent[],
  terms: Terms,
): Tour {
  const { memberId, homeAddress } = member;
  const own = visits.filter(
    (visit) =>
      visit.technicians.some((one) => one.memberId === memberId) &&
      visit.status !== 'cancelled' &&
      !visit.hold,
  );
  const concerned = events.filter(({ memberIds }) => memberIds.length === 0 || memberIds.includes(memberId));
  const stops = [
    ...own.map((visit) => (isFree(visit) ? freeStop : fixedStop)(visit, terms)),
    ...concerned.map((event) => eventStop(event, terms)),
  ];
  const { lat, lng, verified } = homeAddress ?? {};
  return {
    technicianId: memberId,
    ...(verified && lat !== undefined && lng !== undefined && { home: { lat, lng } }),
    from: Math.max(terms.from, terms.now),
    to: terms.to,
    stops: stops.toSorted((a, b) => a.earliest - b.earliest || a.latest - b.latest),
  };
}

const URGENCY = { low: 0, normal: 1, high: 2, urgent: 3 } as const;

/**
 * Who of the team could do a visit that nobody has. A tag that names a skill which somebody of the team has asks for
 * it, however it is written; a tag that is nobody's skill is only a tag.
 * @returns why nobody could, otherwise
 */
export function wishOf(visit: Visit, team: readonly Member[], terms: Terms): Wish | Reason {
  if (visit.hold) return 'on_hold';
  if (!placeOf(visit)) return 'unverified';
  const stop = freeStop(visit, terms);
  if (stop.latest < terms.now) return 'past';
  if (stop.latest < terms.from || Math.max(stop.earliest, terms.from) + stop.work > terms.to)
    return 'outside_hours';
  const able = whoCan(visit.tags, team);
  if (able.length === 0) return 'no_skill';
  return { stop, able: new Set(able.map(({ memberId }) => memberId)), urgency: URGENCY[visit.priority] };
}

const plain = (word: string): string => word.trim().toLowerCase();

function whoCan(tags: readonly string[], team: readonly Member[]): readonly Member[] {
  const skillsOf = ({ skills = [] }: Member) => skills.map(plain);
  const known = new Set(team.flatMap(skillsOf));
  const asked = tags.map(plain).filter((tag) => known.has(tag));
  return team.filter((member) => asked.every((skill) => skillsOf(member).includes(skill)));
}

/** Whether somebody could be proposed for it at all. */
export const isOpen = (visit: Visit): boolean => visit.technicians.length === 0 && !isOver(visit.status);
