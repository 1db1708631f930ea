import { conflict, impossible, notFound, Problem } from '../kernel/problem.ts';
import { DAY, epoch, type Instant, instant, MINUTE } from '../kernel/time.ts';
import type { By } from '../visits/visit.ts';
import { type CountedEntry, counted, entryId, LONGEST, partsOfId, type TimeEntry } from './time-entry.ts';
import { entriesBegun, findEntry, saveEntry } from './time-entry-store.ts';

/** A clock may run this far ahead of ours. */
const CLOCK_TOLERANCE = 2 * MINUTE;
/** Farther from what happened than this, a correction is a slip of the hand. */
const FARTHEST = 7 * DAY;
/** No technician has more in the two weeks and some that this can be about. */
const MOST = 1000;

/** What the office says, and why. */
export interface Claim {
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  readonly reason: string;
}

/**
 * An entry of an account, by its id.
 * @throws Problem 404 when there is none, or it was taken back
 */
export async function entryOf(accountId: string, id: string): Promise<TimeEntry> {
  const parts = partsOfId(id);
  const entry = parts && (await findEntry(parts));
  if (!entry || entry.accountId !== accountId || entry.takenBack) throw notFound();
  return entry;
}

/**
 * Corrects an entry; what was there before stays beside it, with the reason.
 * @param now epoch ms
 * @throws Problem 422 for times that cannot be, 409 when the technician was elsewhere at the time
 */
export async function correctEntry(
  entry: TimeEntry,
  claim: Claim,
  by: By,
  now: number,
): Promise<CountedEntry> {
  mustBeNear(entry, claim);
  const near = await around(entry, claim);
  const all = counted([...near, entry], now);
  const before = pick(all, entry);
  const after = corrected(entry, before, claim, by, now);
  const span = claimed(before, claim, now);
  mustBePossible(span, claim, now);
  mustBeAlone(
    span,
    all.filter((one) => one !== before),
    now,
  );
  if (!(await saveEntry(after)))
    throw conflict('busy', 'Somebody else is changing this right now; try again.');
  return pick(counted([...near, after], now), after);
}

function mustBeNear({ begun }: TimeEntry, { from, to }: Claim): void {
  for (const [pointer, at] of [
    ['/from', from],
    ['/to', to],
  ] as const) {
    if (at !== undefined && Math.abs(epoch(at) - epoch(begun.at)) > FARTHEST)
      throw impossible(pointer, 'must be within a week of the arrival');
  }
}

/** The technician's other entries that could be at the same time. */
async function around(entry: TimeEntry, { from, to }: Claim): Promise<TimeEntry[]> {
  const { memberId, accountId, begun, ended, corrected } = entry;
  const told = [from, to, begun.at, ended?.at, corrected?.from, corrected?.to];
  const times = told.flatMap((at) => (at ? [epoch(at)] : []));
  const first = instant(Math.min(...times) - LONGEST);
  const last = instant(Math.max(...times) + LONGEST);
  const found = await entriesBegun({ accountId, memberId }, first, last, MOST);
  return (found ?? []).filter((one) => entryId(one) !== entryId(entry));
}

function pick(all: readonly CountedEntry[], entry: TimeEntry): CountedEntry {
  const found = all.find((one) => one.entry === entry);
  if (!found) throw notFound();
  return found;
}

function corrected(entry: TimeEntry, before: CountedEntry, claim: Claim, by: By, now: number): TimeEntry {
  const { from, to, reason } = claim;
  if (from === undefined && to === undefined) {
    const errors = [{ pointer: '/to', detail: 'or from is required' }];
    throw new Problem(400, 'invalid', 'Invalid request', 'There is nothing to correct.', { errors });
  }
  const was = { from: before.from, ...(before.to !== undefined && { to: before.to }) };
  return {
    ...entry,
    version: entry.version + 1,
    corrected: { ...entry.corrected, ...(from !== undefined && { from }), ...(to !== undefined && { to }) },
    corrections: [...(entry.corrections ?? []), { at: instant(now), by, reason, ...was }],
  };
}

interface Stretch {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
}

/** From when to when it is said to be: what is not claimed is as it counts until now, also an end that nobody told. */
function claimed(before: CountedEntry, { from, to }: Claim, now: number): Stretch {
  const end = to ?? before.to;
  return { from: epoch(from ?? before.from), to: end === undefined ? now : epoch(end) };
}

function mustBePossible({ from, to }: Stretch, claim: Claim, now: number): void {
  const pointer = claim.to === undefined ? '/from' : '/to';
  if (Math.max(from, to) > now + CLOCK_TOLERANCE) throw impossible(pointer, 'must not be in the future');
  if (to <= from) throw impossible(pointer, 'must leave some time between from and to');
  if (to - from > LONGEST) throw impossible(pointer, 'must leave a day at most between from and to');
}

function mustBeAlone({ from, to }: Stretch, others: readonly CountedEntry[], now: number): void {
  const other = others.find(
    (one) => epoch(one.from) < to && (one.to === undefined ? now : epoch(one.to)) > from,
  );
  if (!other) return;
  const detail = 'The technician was at another site at that time; correct that entry first.';
  throw conflict('overlapping', detail, { conflictingVisitId: other.entry.visitId });
}
