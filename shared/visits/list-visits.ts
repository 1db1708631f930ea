import { justAfter } from '../kernel/cursor.ts';
import type { Instant } from '../kernel/time.ts';
import { isOver } from './life.ts';
import type { Status, Visit } from './visit.ts';
import { listMonth, listOfCustomer, readVisits, type Whose } from './visit-index-store.ts';
import { monthOf } from './visit-store.ts';

const PAGE_SIZE = 50;
/** A rare status is not looked for through everything in one answer: its cursor goes on. */
const QUERIES = 8;

interface Listing {
  readonly accountId: string;
  readonly technicianId?: string | undefined;
  /** Windows that start from `start` on, before `end`. */
  readonly start: Instant;
  readonly end: Instant;
  readonly status?: Status | undefined;
  /** The sort key that the page before ended with. */
  readonly after?: string | undefined;
}

export interface VisitPage {
  readonly visits: readonly Visit[];
  /** The sort key after which the list goes on. */
  readonly last?: string;
}

/** Visits in the order of their windows, an account's or one technician's, a page at a time. */
export async function listVisits(listing: Listing): Promise<VisitPage> {
  const { accountId, technicianId, status, end } = listing;
  const whose: Whose = technicianId === undefined ? { accountId } : { technicianId };
  const visits: Visit[] = [];
  let from = listing.after === undefined ? listing.start : justAfter(listing.after);
  let last = listing.after;
  for (let query = 0; query < QUERIES; query++) {
    const { entries, more } = await listMonth(whose, from, end, PAGE_SIZE - visits.length);
    const found = await readVisits(entries.map(({ visitId }) => visitId));
    visits.push(...found.filter((visit) => visit.accountId === accountId && fits(visit, status)));
    last = entries.at(-1)?.sortKey ?? last;
    if (!more && monthOf(from) === monthOf(lastInstantBefore(end))) return { visits };
    from = more && last !== undefined ? justAfter(last) : firstOfNextMonth(from);
    if (visits.length >= PAGE_SIZE) break;
  }
  return { visits, ...(last !== undefined && { last }) };
}

const fits = (visit: Visit, status: Status | undefined) => status === undefined || visit.status === status;

const lastInstantBefore = (end: Instant): Instant => new Date(Date.parse(end) - 1).toISOString();

function firstOfNextMonth(from: string): Instant {
  const [year = 0, month = 1] = from.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString();
}

/** All of a customer's visits that are not over. */
export async function openVisitsOfCustomer(customerId: string): Promise<Visit[]> {
  const open: Visit[] = [];
  let before: string | undefined;
  do {
    const { visits, last } = await listVisitsOfCustomer(customerId, before);
    open.push(...visits.filter(({ status }) => !isOver(status)));
    before = last;
  } while (before !== undefined);
  return open;
}

/** A customer's visits of any status, the latest first, a page at a time. */
export async function listVisitsOfCustomer(
  customerId: string,
  before: string | undefined,
): Promise<VisitPage> {
  const { entries, more } = await listOfCustomer(customerId, before, PAGE_SIZE);
  const visits = await readVisits(entries.map(({ visitId }) => visitId));
  const last = more ? entries.at(-1)?.sortKey : undefined;
  return { visits, ...(last !== undefined && { last }) };
}
