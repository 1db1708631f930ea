import { isDeepStrictEqual } from 'node:util';
import { listFacts } from '../visits/fact-store.ts';
import { spansOf } from './spans.ts';
import { entryId, type Span, type TimeEntry } from './time-entry.ts';
import { entriesOfVisit, saveEntry } from './time-entry-store.ts';

const TRIES = 4;

/**
 * Brings the time entries of a visit in line with its timeline. It goes by the timeline as it is now, not by what
 * happened, so late and repeated events do no harm. What the office corrected stays corrected.
 * @throws Error when others keep changing the same entries
 */
export async function keepTime(visitId: string, accountId: string): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    // In this order: whoever writes over these entries has seen a timeline that is at least as new.
    const entries = await entriesOfVisit(visitId);
    const spans = spansOf(await listFacts(visitId));
    const saved = await Promise.all(changesOf(visitId, accountId, entries, spans).map(saveEntry));
    if (saved.every((one) => one)) return;
  }
  throw new Error('Others keep changing the time entries of this visit.');
}

function changesOf(
  visitId: string,
  accountId: string,
  entries: readonly TimeEntry[],
  spans: readonly Span[],
): TimeEntry[] {
  const known = new Map(entries.map((entry) => [entryId(entry), entry]));
  return spans.flatMap((span) => {
    const before = known.get(entryId({ visitId, ...span }));
    const after = { ...before, ...span, visitId, accountId, version: before?.version ?? 0 };
    return isDeepStrictEqual(before, after) ? [] : [{ ...after, version: after.version + 1 }];
  });
}
