import { epoch, type Instant, instant } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import { factOf } from './fact.ts';
import type { Step } from './life.ts';
import { linkExpiryOnceCompleted } from './link-expiry.ts';
import { undoableUntil } from './undo-step.ts';
import type { ArrivalEvidence, By, Fact, Visit } from './visit.ts';

/** The particulars of a step that is to be taken. */
export interface StepDetails {
  readonly by: By;
  /** When it was done, epoch ms. */
  readonly at: number;
  /** When it is recorded, epoch ms. */
  readonly now: number;
  readonly reason?: string | undefined;
  readonly evidence?: ArrivalEvidence | undefined;
  /** Who sets off, when it is not whoever asks for it. */
  readonly driverId?: string | undefined;
  /** How long the link lives on after completion; needed to complete. */
  readonly retentionHours?: number;
}

/** What a visit becomes by a change, and what goes on its timeline. */
export interface Outcome {
  readonly after: Visit;
  readonly facts: readonly Fact[];
}

/** The mechanics of a step that is known to be allowed. */
export function takeStep(visit: Visit, step: Step, details: StepDetails): Outcome {
  const at = instant(details.at);
  const moved: Visit = {
    ...without(visit, 'delay', 'undoableUntil'),
    status: step.to,
    version: visit.version + 1,
    updatedAt: instant(details.now),
    changedAt: at,
    steppedAt: instant(details.now),
  };
  const after = EFFECTS[step.fact]?.(moved, at, details) ?? moved;
  const technicianId = after.driverId ?? after.technicians[0]?.memberId;
  const fact = factOf(after, step.fact, {
    at,
    by: details.by,
    from: step.from,
    to: step.to,
    reason: details.reason,
    evidence: details.evidence,
    trip: after.trip || undefined,
    technicianId,
  });
  return { after, facts: [fact] };
}

type Effect = (visit: Visit, at: Instant, details: StepDetails) => Visit;

/** What a step does beyond moving the status. */
const EFFECTS: Partial<Record<Step['fact'], Effect>> = {
  'visit.en_route': (visit, at, { by, driverId, now }) => ({
    ...visit,
    ...(driverId === undefined ? driver(visit, by) : { driverId }),
    ...undoable(by, now),
    trip: visit.trip + 1,
    enRouteAt: at,
  }),
  'visit.arrived': (visit, at, { by, now }) => ({
    ...without(visit, 'mustLeaveFirst'),
    arrivedAt: at,
    ...undoable(by, now),
  }),
  'visit.completed': (visit, at, { reason, retentionHours = 0 }) => ({
    ...without(visit, 'mustLeaveFirst'),
    completedAt: at,
    ...(reason !== undefined && { completionReason: reason }),
    link: { ...visit.link, expiresAt: linkExpiryOnceCompleted(visit.window, at, retentionHours) },
  }),
  'visit.cancelled': (visit) => without(visit, 'hold', 'mustLeaveFirst'),
  'visit.recalled': (visit) => without(visit, 'driverId', 'enRouteAt', 'mustLeaveFirst'),
  'visit.arrival_undone': (visit) => ({
    ...without(visit, 'arrivedAt', 'leftAt'),
    ...driver(visit, undefined),
    trip: visit.trip + 1,
    mustLeaveFirst: true,
  }),
};

/** What the system did by itself, whom it is about may take back. */
const undoable = ({ role }: By, now: number) =>
  role === 'system' ? { undoableUntil: undoableUntil(now) } : {};

/** A technician who sets off drives; for anybody else it is whoever drove before, or the lead. */
function driver(visit: Visit, by: By | undefined): { driverId?: string } {
  const driverId =
    by?.role === 'technician' ? by.memberId : (visit.driverId ?? visit.technicians[0]?.memberId);
  return driverId === undefined ? {} : { driverId };
}

/** The system's arrival: at the time of the fix that confirmed it, but never before the last step. */
export const arrivalTime = (visit: Visit, evidence: ArrivalEvidence): number =>
  Math.max(epoch(evidence.at), epoch(visit.changedAt));
