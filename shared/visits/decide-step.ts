import { conflict, forbidden, impossible, notFound, Problem } from '../kernel/problem.ts';
import { epoch, HOUR, type Instant, MINUTE } from '../kernel/time.ts';
import type { Settings } from '../team/settings.ts';
import { mustMatch } from './edit.ts';
import { LIFE, type Step, stepBetween } from './life.ts';
import { type Outcome, takeStep } from './take-step.ts';
import { isOwnToUndo, isUndoable } from './undo-step.ts';
import { type By, STATUSES, type Status, type Visit } from './visit.ts';

/** A phone's clock may run this far ahead of ours; what it says then counts as now. */
const CLOCK_TOLERANCE = 2 * MINUTE;

/** Who sets off longer than this before the window has most likely tapped on the wrong visit. */
const FAR_FROM_WINDOW = 12 * HOUR;

/** Somebody asks for a status. */
export interface StepRequest {
  readonly to: Status;
  readonly by: By;
  readonly now: number;
  /** When it was done; now, when absent. */
  readonly at?: Instant | undefined;
  readonly reason?: string | undefined;
  /** Who sets off, when the system says so. */
  readonly driverId?: string | undefined;
  /** Setting off is meant, however far the window is. The system never says so: it starts no visit of another day. */
  readonly anyway?: boolean | undefined;
  /** The version the caller believes in (If-Match). */
  readonly expected?: number | undefined;
  readonly settings: Pick<Settings, 'permissions' | 'link'>;
}

/**
 * Decides on a step: what the visit becomes by it, or undefined when it has that status already. Refusals come in
 * the order of the API: 404, 403, 400 or 422, 412, 409.
 * @throws Problem
 */
export function decideStep(visit: Visit, request: StepRequest): Outcome | undefined {
  mustSee(visit, request.by);
  const asks = visit.status !== request.to;
  if (asks) checkRequest(visit, request);
  mustMatch(visit, request.expected);
  if (!asks) return undefined;
  const step = stepBetween(visit.status, request.to);
  if (!step) throw illegal(visit, request);
  if (step.starts) mustBeStartable(visit, request);
  if (isUndoneTooLate(visit, step, request)) throw undoneTooLate(visit, request);
  return takeStep(visit, step, {
    by: request.by,
    at: timeOf(visit, request),
    now: request.now,
    reason: request.reason,
    driverId: request.driverId,
    retentionHours: request.settings.link.retentionHours,
  });
}

/** A technician sees only what is assigned to them: for all others it does not exist. */
export function mustSee(visit: Visit, by: By): void {
  if (by.role === 'technician' && !isAssigned(visit, by.memberId)) throw notFound();
}

export const isAssigned = (visit: Visit, memberId: string | undefined): boolean =>
  visit.technicians.some((technician) => technician.memberId === memberId);

/** What makes a request wrong in itself. */
function checkRequest(visit: Visit, request: StepRequest): void {
  const { by, to } = request;
  if (!mayEver(to, by)) throw forbidden(`A ${by.role} cannot mark a visit as ${to}.`);
  if (!mayMark(to, request)) throw forbidden(`In this account technicians do not mark visits as ${to}.`);
  const step = stepBetween(visit.status, to);
  if (step && !isTheirs(visit, step, by))
    throw forbidden(`Only the office can take this visit back to ${to}.`);
  if (by.role !== 'technician' && needsReason(step, to) && !request.reason) throw reasonMissing();
  timeOf(visit, request);
}

const mayEver = (to: Status, { role }: By) => LIFE.some((step) => step.to === to && step.who.includes(role));

function mayMark(to: Status, { by, settings }: StepRequest): boolean {
  if (by.role !== 'technician' || (to !== 'arrived' && to !== 'completed')) return true;
  return settings.permissions.techniciansMark.includes(to);
}

/** Whose step it is: a start and an arrival are taken back by the office, or by whom the system saw. */
const isTheirs = (visit: Visit, { who, undoes }: Step, by: By): boolean =>
  who.includes(by.role) && (!undoes || by.role !== 'technician' || isOwnToUndo(visit, by.memberId));

/** From wherever it may be, cancelling and going back to the beginning are never without a reason. */
const needsReason = (step: Step | undefined, to: Status) =>
  step?.needsReason ?? LIFE.filter((other) => other.to === to).every((other) => other.needsReason);

const reasonMissing = () =>
  new Problem(400, 'invalid', 'Invalid request', 'This step needs a reason.', {
    errors: [{ pointer: '/reason', detail: 'is required' }],
  });

function timeOf(visit: Visit, { at, now }: Pick<StepRequest, 'at' | 'now'>): number {
  const last = epoch(visit.changedAt);
  if (at === undefined) return Math.max(now, last);
  const done = epoch(at);
  if (done > now + CLOCK_TOLERANCE) throw impossible('/at', 'must not be in the future');
  if (done < last)
    throw impossible('/at', `must not be before the last change, which was at ${visit.changedAt}`);
  return Math.max(Math.min(done, now), last);
}

function mustBeStartable(visit: Visit, request: StepRequest): void {
  const allowed = allowedSteps(visit, request);
  if (visit.technicians.length === 0) {
    throw conflict('no-technician', 'Nobody is assigned to this visit.', { allowed });
  }
  if (visit.hold) throw conflict('on-hold', 'This visit is on hold; release it first.', { allowed });
  if (request.to === 'en_route' && !request.anyway && isFar(visit, timeOf(visit, request))) {
    const detail = `The window begins only at ${visit.window.start}. To set off all the same, say "anyway": true.`;
    throw conflict('far-from-window', detail, { allowed });
  }
}

const isUndoneTooLate = (
  visit: Visit,
  { undoes }: Step,
  request: Pick<StepRequest, 'by' | 'at' | 'now'>,
): boolean =>
  undoes === true &&
  request.by.role === 'technician' &&
  !isUndoable(visit, timeOf(visit, request), request.now);

const undoneTooLate = (visit: Visit, request: StepRequest): Problem =>
  conflict('undo-over', 'The two minutes for taking this back are over; the office still can.', {
    allowed: allowedSteps(visit, request),
  });

const isFar = ({ window }: Visit, when: number): boolean => epoch(window.start) - when > FAR_FROM_WINDOW;

/**
 * For a visit whose status is no longer the one the request was made for: what the step would mean from there is
 * not what was asked.
 * @throws Problem 404, 412, or 409 unless somebody else took the very same step
 */
export function mustNotBeOvertaken(visit: Visit, request: StepRequest): void {
  mustSee(visit, request.by);
  if (visit.status === request.to) return;
  mustMatch(visit, request.expected);
  throw conflict('overtaken', `Somebody else has just made this visit ${visit.status}.`, {
    allowed: allowedSteps(visit, request),
  });
}

const illegal = (visit: Visit, request: StepRequest): Problem =>
  conflict('illegal-step', `A visit that is ${visit.status} cannot become ${request.to}.`, {
    allowed: allowedSteps(visit, request),
  });

/** The statuses this caller could move the visit to now, without having to insist. */
export function allowedSteps(visit: Visit, request: Pick<StepRequest, 'by' | 'settings' | 'now'>): Status[] {
  const startable = visit.technicians.length > 0 && !visit.hold;
  const far = isFar(visit, request.now);
  return STATUSES.filter((to) => {
    const step = stepBetween(visit.status, to);
    if (!step || !isTheirs(visit, step, request.by) || (step.starts && !startable)) return false;
    if (isUndoneTooLate(visit, step, { by: request.by, now: request.now })) return false;
    if (step.fact === 'visit.en_route' && far) return false;
    return mayMark(to, { ...request, to } as StepRequest);
  });
}
