import { epoch, SECOND } from '../kernel/time.ts';
import { type CountedEntry, entryId } from './time-entry.ts';

/** A time entry as the API answers it. */
export function toEntryBody({ entry, from, to, begunBy, endedBy }: CountedEntry) {
  const { visitId, memberId, corrections } = entry;
  return {
    entryId: entryId(entry),
    visitId,
    memberId,
    from,
    ...(to !== undefined && { to, seconds: Math.round((epoch(to) - epoch(from)) / SECOND) }),
    begunBy,
    ...(endedBy && { endedBy }),
    ...(corrections && { corrections }),
  };
}

export type EntryBody = ReturnType<typeof toEntryBody>;
