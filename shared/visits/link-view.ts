import { type Preferences, UNCHOSEN } from '../customers/preferences.ts';
import type { Instant } from '../kernel/time.ts';
import type { AssignedTechnician, Status, Visit } from './visit.ts';

/**
 * What the public link may show of a visit in its present status: a whitelist, written beside the visit with every
 * change, so that the public side never reads the visit itself. Live things (position, route, ETA) and the company
 * are added where it is shown.
 */
export interface LinkView {
  readonly status: Exclude<Status, 'cancelled'>;
  readonly updatedAt: Instant;
  readonly job?: string;
  readonly window?: { readonly start: Instant; readonly end: Instant; readonly timeZone: string };
  readonly address?: { readonly line: string; readonly lat?: number; readonly lng?: number };
  readonly technician?: { readonly firstName: string; readonly photoUrl?: string; readonly vehicle?: string };
  readonly hold?: { readonly since: Instant };
  /** Overdue, since when. */
  readonly late?: { readonly since: Instant };
  /** Reported to run late. */
  readonly delay?: { readonly minutes: number; readonly arrivesAt: Instant };
  readonly arrivedAt?: Instant;
  readonly completedAt?: Instant;
  /** Closed by the system: not a claim that the work was done. */
  readonly closed?: true;
  readonly messages?: Preferences;
}

/** @throws Error for a cancelled visit: it has no link, so there is nothing to show */
export function linkView(visit: Visit): LinkView {
  const { status, updatedAt } = visit;
  switch (status) {
    case 'pending_dispatch':
      return { status, updatedAt, ...appointment(visit), ...technician(visit, nameOnly), ...waiting(visit) };
    case 'dispatched':
      return {
        status,
        updatedAt,
        ...appointment(visit),
        ...technician(visit, introduced),
        ...waiting(visit),
      };
    case 'en_route':
      return {
        status,
        updatedAt,
        ...appointment(visit),
        ...technician(visit, introduced),
        ...late(visit),
        ...delay(visit),
      };
    case 'arrived':
      return {
        status,
        updatedAt,
        ...appointment(visit),
        ...technician(visit, introduced),
        ...(visit.arrivedAt && { arrivedAt: visit.arrivedAt }),
      };
    case 'completed':
      return {
        status,
        updatedAt,
        ...technician(visit, nameOnly),
        ...(visit.completedAt && { completedAt: visit.completedAt }),
        ...(visit.completionReason === 'auto_closed' && { closed: true }),
      };
    default:
      throw new Error(`A visit that is ${status} has no link.`);
  }
}

const appointment = ({ job, window, address, customer }: Visit) => ({
  ...(job !== undefined && { job }),
  window: { start: window.start, end: window.end, timeZone: address.timeZone },
  address: place(address),
  messages: shownOf(customer.preferences ?? UNCHOSEN),
});

const place = ({ line, lat, lng, verified }: Visit['address']) =>
  verified && lat !== undefined && lng !== undefined ? { line, lat, lng } : { line };

/** Whoever is told that it will be another time is not told that this one has passed. */
const waiting = (visit: Visit) =>
  visit.hold ? { hold: { since: visit.hold.since } } : { ...late(visit), ...delay(visit) };

const late = (visit: Visit) => (visit.late ? { late: { since: visit.late.since } } : {});

const delay = (visit: Visit) =>
  visit.delay ? { delay: { minutes: visit.delay.minutes, arrivesAt: visit.delay.arrivesAt } } : {};

/** Whoever set off, else the lead. */
export const shownTechnician = (
  visit: Pick<Visit, 'technicians' | 'driverId'>,
): AssignedTechnician | undefined =>
  visit.technicians.find(({ memberId }) => memberId === visit.driverId) ?? visit.technicians[0];

function technician<T>(visit: Visit, show: (technician: AssignedTechnician) => T): { technician?: T } {
  const shown = shownTechnician(visit);
  return shown ? { technician: show(shown) } : {};
}

const nameOnly = ({ firstName }: AssignedTechnician) => ({ firstName });

const introduced = ({
  firstName,
  photoUrl,
  vehicle: entered,
  drives: vehicle = entered,
}: AssignedTechnician) => ({
  firstName,
  ...(photoUrl !== undefined && { photoUrl }),
  ...(vehicle !== undefined && { vehicle }),
});

/** Mails have a link of their own by which they are chosen. */
const shownOf = ({ email: _, ...preferences }: Preferences): Preferences => preferences;
