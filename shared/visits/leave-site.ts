import { epoch, HOUR, instant } from '../kernel/time.ts';
import { changeVisit } from './change-visit.ts';
import { factOf } from './fact.ts';
import type { Outcome } from './take-step.ts';
import type { LeavingEvidence, Visit } from './visit.ts';
import { findVisit } from './visit-store.ts';

/** So long after a visit is completed, leaving its site means nothing any more. */
const AFTER_COMPLETION = 2 * HOUR;

/** The reason on the timeline when a site was left because the technician set off to another visit. */
export const SET_OFF = 'set_off';

/**
 * Is the technician expected to leave the site? From the arrival on, until two hours after completion at most.
 * @param now epoch ms
 */
export const awaitsLeaving = ({ status, arrivedAt, completedAt, leftAt }: Visit, now: number): boolean => {
  if (leftAt !== undefined || arrivedAt === undefined) return false;
  if (status === 'arrived') return true;
  return status === 'completed' && completedAt !== undefined && now - epoch(completedAt) < AFTER_COMPLETION;
};

interface SiteLeft {
  readonly visitId: string;
  /** The drive that led there; what is known of another settles nothing. */
  readonly trip: number;
  /** Who left. */
  readonly memberId: string;
  /** Epoch ms. */
  readonly at: number;
  /** What the positions tell; absent when the technician set off to another visit. */
  readonly evidence?: LeavingEvidence;
  readonly now: number;
}

/** Puts on the timeline that a site was left, once; told again, or too late, nothing happens. */
export async function leaveSite(left: SiteLeft): Promise<void> {
  const visit = await findVisit(left.visitId);
  if (visit) await changeVisit({ visit, now: left.now }, (current) => decideLeft(current, left));
}

/** The status and all that a link shows stay as they are, `updatedAt` too: when somebody leaves is not for the link. */
export function decideLeft(
  visit: Visit,
  { trip, memberId, at, evidence, now }: Omit<SiteLeft, 'visitId'>,
): Outcome | undefined {
  if (visit.trip !== trip || !awaitsLeaving(visit, now)) return undefined;
  const leftAt = instant(Math.max(at, epoch(visit.arrivedAt ?? visit.changedAt)));
  const after = { ...visit, version: visit.version + 1, leftAt };
  const fact = factOf(after, 'visit.left', {
    at: leftAt,
    by: { role: 'system' },
    reason: evidence ? undefined : SET_OFF,
    evidence,
    trip,
    technicianId: memberId,
  });
  return { after, facts: [fact] };
}
