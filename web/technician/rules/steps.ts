import type { Company, Status, Visit } from './visit.ts';

/** What a technician does to a visit, in the order of its life. */
export type Verb = 'confirm' | 'setOff' | 'arrive' | 'complete';

/** One step that was taken on this phone and that the service has not answered yet. */
export interface WaitingStep {
  /** Its place in the queue. */
  readonly order: number;
  /** The Idempotency-Key: however often it is sent, it counts once. */
  readonly id: string;
  /** Of a visit, or of what the office has written: what came before on the same goes first. */
  readonly visitId: string;
  /** Whom it is about, for the list of what waits. */
  readonly name: string;
  readonly kind: 'status' | 'late' | 'seen';
  readonly status?: Status;
  /** ISO 8601: when it was done. */
  readonly at: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Epoch ms: until then it can be undone, and stays here. */
  readonly heldUntil: number;
  /** The question that it answers, by when the site was left. */
  readonly answers?: string;
  /** It takes back what the system did. */
  readonly undoes?: true;
}

/** Why the service did not take a step, and what may be done about it. */
export interface Refusal {
  readonly step: WaitingStep;
  readonly status: number;
  readonly problem: string;
  readonly conflictingVisitId?: string;
  /** It is still to come, by the service's clock. */
  readonly clockWrong?: true;
  /** The visit as the service knows it; absent when it is no longer this technician's. */
  readonly visit?: Visit;
}

export const NEXT: Readonly<Record<Status, { readonly verb: Verb; readonly to: Status } | undefined>> = {
  pending_dispatch: { verb: 'confirm', to: 'dispatched' },
  dispatched: { verb: 'setOff', to: 'en_route' },
  en_route: { verb: 'arrive', to: 'arrived' },
  arrived: { verb: 'complete', to: 'completed' },
  completed: undefined,
  cancelled: undefined,
};

/** The next step of a visit, as far as this account lets its technicians take it. */
export function nextStep(visit: Visit, company: Company | undefined) {
  const next = visit.hold ? undefined : NEXT[visit.status];
  if (next?.verb !== 'arrive' && next?.verb !== 'complete') return next;
  return (company?.permissions.techniciansMark ?? [next.to]).includes(next.to) ? next : undefined;
}

const MOMENT: Readonly<Partial<Record<Status, 'enRouteAt' | 'arrivedAt' | 'completedAt'>>> = {
  en_route: 'enRouteAt',
  arrived: 'arrivedAt',
  completed: 'completedAt',
};

/**
 * The day as it will be once what waits has been taken: the technician is past those steps already. What was refused,
 * and what was to follow on it, was not done.
 */
export function projected(
  visits: readonly Visit[],
  waiting: readonly WaitingStep[],
  refusals: readonly Refusal[] = [],
): readonly Visit[] {
  const isOff = ({ visitId, order }: WaitingStep) =>
    refusals.some(({ step }) => step.visitId === visitId && step.order <= order);
  return visits.map((visit) =>
    waiting
      .filter((step) => !isOff(step))
      .filter(({ visitId, kind }) => visitId === visit.visitId && kind === 'status')
      .reduce((one, { status, at }) => (status ? stepped(one, status, at) : one), visit),
  );
}

function stepped(visit: Visit, status: Status, at: string): Visit {
  const moment = MOMENT[status];
  const { eta, undoableUntil: _, ...rest } = visit;
  return { ...rest, ...(status === 'en_route' && eta && { eta }), status, ...(moment && { [moment]: at }) };
}

/**
 * What leaves at once when the page goes, whatever could still be undone: of each visit the first. What goes together
 * has no order, and the others go in theirs when the page is back.
 */
export function toLeave(
  waiting: readonly WaitingStep[],
  refused: ReadonlySet<string>,
): readonly WaitingStep[] {
  const firsts = waiting.filter(
    ({ visitId }, index) => waiting.findIndex((step) => step.visitId === visitId) === index,
  );
  return firsts.filter(({ id }) => !refused.has(id));
}

/**
 * What may be sent now: the first that is not held back, unless one before it of the same visit was refused; those of
 * other visits go on.
 */
export function toSend(
  waiting: readonly WaitingStep[],
  refused: ReadonlySet<string>,
  now: number,
): WaitingStep | undefined {
  const blocked = new Set<string>();
  for (const step of waiting) {
    const stays = refused.has(step.id) || step.heldUntil > now;
    if (!stays && !blocked.has(step.visitId)) return step;
    // In order: what comes later than a step that can still be undone waits for it.
    if (step.heldUntil > now) return undefined;
    blocked.add(step.visitId);
  }
  return undefined;
}
