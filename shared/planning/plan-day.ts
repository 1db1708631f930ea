import { eventsWithin } from '../events/event-store.ts';
import { impossible } from '../kernel/problem.ts';
import { instant, MINUTE } from '../kernel/time.ts';
import type { Member } from '../team/member.ts';
import { listMembers } from '../team/member-store.ts';
import type { Account } from '../team/settings.ts';
import { listVisits } from '../visits/list-visits.ts';
import { clockAt, dayAt, dayBounds } from '../visits/local-day.ts';
import type { Visit } from '../visits/visit.ts';
import { isOpen, type Reason, type Terms, tourOf, wishOf } from './day-of-team.ts';
import { estimateDrive } from './drive-estimate.ts';
import { type Day, inTurn, propose, type Wish } from './propose.ts';
import { walk } from './tour.ts';

interface Asked {
  readonly day?: string | undefined;
  readonly technicianId?: string | undefined;
  readonly workMinutes?: number | undefined;
  readonly hours?: { readonly from: number; readonly to: number } | undefined;
}

const WORKING_HOURS = { from: 7, to: 19 };

/**
 * Who could do what nobody has on a day of the account's, or what of it one technician could do.
 * @throws Problem 422 for who is no technician of the team
 */
export async function planDay(account: Account, asked: Asked, now: number) {
  const { timeZone } = account.settings.company;
  const { day = dayAt(now, timeZone), technicianId, workMinutes, hours = WORKING_HOURS } = asked;
  const bounds = dayBounds(day, timeZone);
  const [members, visits, events] = await Promise.all([
    listMembers(account.accountId),
    visitsWithin(account.accountId, bounds),
    eventsWithin(account.accountId, bounds),
  ]);
  const technicians = members.filter(({ role, active }) => role === 'technician' && active);
  const team = technicians.filter(({ memberId }) => technicianId === undefined || memberId === technicianId);
  if (technicianId !== undefined && team.length === 0)
    throw impossible('/technicianId', 'must be a technician of this team');
  const terms: Terms = {
    now,
    from: clockAt(day, hours.from, timeZone),
    to: clockAt(day, hours.to, timeZone),
    noShow: account.settings.noShow,
    work: workMinutes === undefined ? undefined : workMinutes * MINUTE,
  };
  const tours = byName(team).map((member) => tourOf(member, visits, events, terms));
  const { wishes, refused } = sorted(visits.filter(isOpen), { team, technicians }, terms);
  const proposal = propose(tours, wishes, estimateDrive);
  const plain = inTurn(tours, wishes, estimateDrive);
  const isProposed = new Set(wishes.map(({ stop }) => stop.id));
  const before = tours.map((tour) => ({ tour, order: tour.stops }));
  const saved = inMinutes(plain.drive) - inMinutes(proposal.drive);
  return {
    day,
    assignments: proposal.days.flatMap(({ tour, order }) =>
      order
        .filter(({ id }) => isProposed.has(id))
        .map(({ id }) => ({ visitId: id, technicianId: tour.technicianId })),
    ),
    days: proposal.days
      .filter(({ order }) => technicianId !== undefined || order.some(({ id }) => isProposed.has(id)))
      .map((one) => dayBody(one, { visits, isProposed })),
    unplaced: [...refused, ...proposal.left.map((visitId) => ({ visitId, reason: 'no_time' as const }))],
    driving: {
      before: inMinutes(before.reduce((sum, { tour, order }) => sum + drivenIn(tour, order), 0)),
      proposed: inMinutes(proposal.drive),
      inTurn: inMinutes(plain.drive),
    },
    ...(plain.left.length === proposal.left.length && { savedMinutes: Math.max(0, saved) }),
    basis: 'estimate' as const,
  };
}

const drivenIn = (tour: Day['tour'], order: Day['order']): number =>
  walk(tour, order, estimateDrive).reduce((sum, { drive }) => sum + drive, 0);

const inMinutes = (ms: number): number => Math.round(ms / MINUTE);

const byName = (team: readonly Member[]): readonly Member[] =>
  team.toSorted((a, b) => a.name.localeCompare(b.name));

/** Every visit of a day. */
async function visitsWithin(accountId: string, bounds: { start: string; end: string }): Promise<Visit[]> {
  const all: Visit[] = [];
  let after: string | undefined;
  do {
    const { visits, last } = await listVisits({ accountId, ...bounds, after });
    all.push(...visits);
    after = last;
  } while (after !== undefined);
  return all;
}

interface Crew {
  /** Of whom somebody is proposed, and all whose skills are known. */
  readonly team: readonly Member[];
  readonly technicians: readonly Member[];
}

/** What can be placed, and the rest with the reason. */
function sorted(open: readonly Visit[], { team, technicians }: Crew, terms: Terms) {
  const wishes: Wish[] = [];
  const refused: { visitId: string; reason: Reason }[] = [];
  const ours = new Set(team.map(({ memberId }) => memberId));
  for (const visit of open) {
    const wish = wishOf(visit, technicians, terms);
    if (typeof wish === 'string') refused.push({ visitId: visit.visitId, reason: wish });
    else if (![...wish.able].some((id) => ours.has(id)))
      refused.push({ visitId: visit.visitId, reason: 'no_skill' });
    else wishes.push(wish);
  }
  return { wishes, refused };
}

interface Known {
  readonly visits: readonly Visit[];
  readonly isProposed: ReadonlySet<string>;
}

/** Somebody's visits in the order in which they would be driven. */
function dayBody({ tour, order, drive }: Day, { visits, isProposed }: Known) {
  const known = new Set(visits.map(({ visitId }) => visitId));
  return {
    technicianId: tour.technicianId,
    driveMinutes: inMinutes(drive),
    stops: walk(tour, order, estimateDrive)
      .filter(({ stop }) => known.has(stop.id))
      .map(({ stop, begins, drive: driven }) => ({
        visitId: stop.id,
        arrivesAt: instant(begins),
        driveMinutes: inMinutes(driven),
        proposed: isProposed.has(stop.id),
      })),
  };
}
