import { impossible } from '../kernel/problem.ts';
import { DAY, epoch, type Instant, instant } from '../kernel/time.ts';
import { type CountedEntry, counted, LONGEST } from './time-entry.ts';
import { entriesBegun, type Whose } from './time-entry-store.ts';

/** A month and the hour by which clocks go back. */
const LONGEST_PERIOD = 31 * DAY + DAY / 24;
/** What one answer holds with room to spare. */
const MOST = 10_000;

interface Period {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

/**
 * The time entries that began in a period, oldest first; each belongs to one period, so that periods which follow each
 * other add up.
 * @param now epoch ms
 * @throws Problem 422 for a period that is none, or too long
 */
export async function listTime(whose: Whose, period: Period, now: number): Promise<CountedEntry[]> {
  const { from, to } = period;
  if (epoch(to) <= epoch(from)) throw impossible('/to', 'must be after from');
  if (epoch(to) - epoch(from) > LONGEST_PERIOD) throw impossible('/to', 'must be within 31 days after from');
  const entries = await entriesBegun(whose, from, instant(epoch(to) + LONGEST), MOST);
  if (!entries) throw impossible('/to', `must be sooner: an answer holds ${MOST} entries at most`);
  return begunWithin(counted(entries, now), period);
}

/** Those of the entries that began in the period. */
export const begunWithin = (entries: readonly CountedEntry[], { from, to }: Period): CountedEntry[] =>
  entries.filter((one) => one.from >= from && one.from < to);
