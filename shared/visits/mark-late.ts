import { epoch, instant } from '../kernel/time.ts';
import { nextVersion } from './edit.ts';
import { factOf } from './fact.ts';
import { shownTechnician } from './link-view.ts';
import type { Outcome } from './take-step.ts';
import type { TimeWindow, Visit } from './visit.ts';

/**
 * Marks a visit as late: nobody has come, and by `since` (epoch ms) somebody should have. It is no step: what a phone
 * that was offline did before is still told after it.
 * @param now epoch ms
 */
export function markLate(visit: Visit, since: number, now: number): Outcome {
  const after: Visit = { ...nextVersion(visit, now), late: { since: instant(since) } };
  const fact = factOf(after, 'visit.late', {
    at: instant(now),
    by: { role: 'system' },
    trip: after.trip || undefined,
    technicianId: shownTechnician(after)?.memberId,
  });
  return { after, facts: [fact] };
}

/**
 * Whether it was too late already when the visit was created, moved or released: no news to the customer, who was
 * told of no other time.
 */
export const wasLateWhenPlanned = ({ late, plannedAt, createdAt }: Visit): boolean =>
  late !== undefined && epoch(plannedAt ?? createdAt) >= epoch(late.since);

/** A window as an occasion: what is told once per window is told again when the visit is moved. */
export const windowOccasion = ({ start, end }: TimeWindow): string => `${start}/${end}`;
