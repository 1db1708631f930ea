import { epoch, HOUR, type Instant, instant } from '../kernel/time.ts';
import type { By } from '../visits/visit.ts';

/** How a time at a site began. */
export const BEGINNINGS = ['position', 'technician', 'office'] as const;
/**
 * How it ended. The first four by what happened; `office` by a correction; `next_began` because nobody is at two sites,
 * and `too_long` because nobody is at one for more than a day.
 */
export const ENDS = [
  'left',
  'set_off',
  'completed',
  'cancelled',
  'auto_closed',
  'office',
  'next_began',
  'too_long',
] as const;

export type Began = (typeof BEGINNINGS)[number];
export type Ended = (typeof ENDS)[number];

/** What the timeline of a visit tells of one technician's time at its site. */
export interface Span {
  readonly trip: number;
  readonly memberId: string;
  readonly begun: { readonly at: Instant; readonly by: Began };
  readonly ended?: { readonly at: Instant; readonly by: Ended };
  /** The arrival was undone: it never was. */
  readonly takenBack?: true;
}

/** A correction by the office, with what was there before. */
export interface Correction {
  readonly at: Instant;
  readonly by: By;
  readonly reason: string;
  readonly from: Instant;
  readonly to?: Instant;
}

/** One technician's time at one site, as it is kept: what happened, and what the office made of it. */
export interface TimeEntry extends Span {
  readonly visitId: string;
  readonly accountId: string;
  /** Grows by one with every change. */
  readonly version: number;
  /** What the office says instead of what happened. */
  readonly corrected?: { readonly from?: Instant; readonly to?: Instant };
  readonly corrections?: readonly Correction[];
}

/** A time entry as it counts. */
export interface CountedEntry {
  readonly entry: TimeEntry;
  readonly from: Instant;
  readonly begunBy: Began;
  /** Absent while it goes on. */
  readonly to?: Instant;
  readonly endedBy?: Ended;
}

/** Longer than that no time at a site lasts. */
export const LONGEST = 24 * HOUR;

/** When it began, by the office's word where there is one. */
export const fromOf = ({ corrected, begun }: TimeEntry): Instant => corrected?.from ?? begun.at;

/** What names an entry to the outside: a visit's drive, and whose time it was. */
export const entryId = ({ visitId, trip, memberId }: Pick<TimeEntry, 'visitId' | 'trip' | 'memberId'>) =>
  `${visitId}.${trip}.${memberId}`;

/** The opposite of `entryId`; undefined for what is none. */
export function partsOfId(id: string): Pick<TimeEntry, 'visitId' | 'trip' | 'memberId'> | undefined {
  const [, visitId, trip, memberId] = /^([\w-]{1,64})\.(\d{1,9})\.(.{1,128})$/.exec(id) ?? [];
  if (visitId === undefined || memberId === undefined) return undefined;
  return { visitId, trip: Number(trip), memberId };
}

/**
 * The entries as they count, each technician's in their order and never two at once: what begins ends what went on
 * before. Those that were taken back do not count.
 * @param entries all that began within a day before the end of any of them
 * @param now epoch ms
 */
export function counted(entries: readonly TimeEntry[], now: number): CountedEntry[] {
  const real = entries.filter(({ takenBack }) => !takenBack).sort(inOrder);
  return [...Map.groupBy(real, ({ memberId }) => memberId).values()]
    .flatMap((own) => own.map((entry, index) => count(entry, own[index + 1], now)))
    .sort((a, b) => inOrder(a.entry, b.entry));
}

const inOrder = (a: TimeEntry, b: TimeEntry): number =>
  fromOf(a).localeCompare(fromOf(b)) || entryId(a).localeCompare(entryId(b));

function count(entry: TimeEntry, next: TimeEntry | undefined, now: number): CountedEntry {
  const { corrected, begun, ended } = entry;
  const from = fromOf(entry);
  const begunBy = corrected?.from === undefined ? begun.by : 'office';
  const ends: (readonly [at: Instant, by: Ended])[] = [];
  if (corrected?.to !== undefined) ends.push([corrected.to, 'office']);
  else if (ended) ends.push([ended.at > from ? ended.at : from, ended.by]);
  if (next) ends.push([fromOf(next), 'next_began']);
  const longest = epoch(from) + LONGEST;
  if (longest <= now) ends.push([instant(longest), 'too_long']);
  const [first] = ends.sort(([a], [b]) => a.localeCompare(b));
  return { entry, from, begunBy, ...(first && { to: first[0], endedBy: first[1] }) };
}
