import { conflict } from '../kernel/problem.ts';
import { instant } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import { type Edit, mustMatch, nextStep } from './edit.ts';
import { factOf } from './fact.ts';
import { isOver } from './life.ts';
import type { Outcome } from './take-step.ts';
import type { AssignedTechnician, Visit } from './visit.ts';

/**
 * Decides on who does a visit, the lead first. Whoever was promised or is on the way being replaced takes the visit
 * back to the beginning; helpers come and go without that.
 * @throws Problem 412, or 409 when it is over, or nobody would be left to do what has begun
 */
export function assignTechnicians(
  visit: Visit,
  technicians: readonly AssignedTechnician[],
  { by, now, expected }: Edit,
): Outcome | undefined {
  mustMatch(visit, expected);
  if (idsOf(visit.technicians).join() === idsOf(technicians).join()) return undefined;
  mustBeAssignable(visit, technicians);
  const restarts = isReplaced(visit, technicians);
  const next = dropDriver({ ...nextStep(visit, now), technicians }, restarts);
  const after: Visit = restarts ? { ...next, status: 'pending_dispatch' } : next;
  const fact = factOf(after, 'visit.reassigned', {
    at: instant(now),
    by,
    ...(restarts && { from: visit.status, to: after.status }),
    technicianId: technicians[0]?.memberId,
    joined: idsOf(technicians).filter((id) => !idsOf(visit.technicians).includes(id)),
    left: idsOf(visit.technicians).filter((id) => !idsOf(technicians).includes(id)),
  });
  return { after, facts: [fact] };
}

const idsOf = (technicians: readonly AssignedTechnician[]) => technicians.map(({ memberId }) => memberId);

function mustBeAssignable(visit: Visit, technicians: readonly AssignedTechnician[]): void {
  if (isOver(visit.status)) {
    throw conflict('over', `This visit is ${visit.status}; who did it cannot change.`);
  }
  if (technicians.length === 0 && visit.status !== 'pending_dispatch') {
    throw conflict('recall-first', `A visit that is ${visit.status} needs a technician; recall it first.`);
  }
}

/** Another lead, or whoever is on the way taken off; making the one on the way the lead replaces nobody. */
function isReplaced(visit: Visit, technicians: readonly AssignedTechnician[]): boolean {
  const lead = technicians[0]?.memberId;
  const newLead = lead !== visit.technicians[0]?.memberId;
  if (visit.status === 'dispatched') return newLead;
  if (visit.status !== 'en_route') return false;
  return !idsOf(technicians).includes(visit.driverId ?? '') || (newLead && lead !== visit.driverId);
}

/** Nobody is shown as driving, or as having driven, who is not on the visit. */
function dropDriver(visit: Visit, restarts: boolean): Visit {
  if (restarts) return without(visit, 'driverId', 'enRouteAt', 'mustLeaveFirst', 'delay', 'undoableUntil');
  return idsOf(visit.technicians).includes(visit.driverId ?? '') ? visit : without(visit, 'driverId');
}
