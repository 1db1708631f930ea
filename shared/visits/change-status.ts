import type { Idempotency } from '../kernel/idempotency-store.ts';
import { measure } from '../kernel/metrics.ts';
import type { Account } from '../team/account-store.ts';
import { drivenBy } from '../vehicles/turn-store.ts';
import { changeVisit } from './change-visit.ts';
import { decideStep, mustNotBeOvertaken, type StepRequest } from './decide-step.ts';
import { introduces, introducing } from './driven-vehicle.ts';
import { stepBetween } from './life.ts';
import { arrivalTime, type Outcome, takeStep } from './take-step.ts';
import type { ArrivalEvidence, Visit } from './visit.ts';
import { findVisit } from './visit-store.ts';

interface StatusChange extends Omit<StepRequest, 'settings'> {
  /** As the caller read it. */
  readonly visit: Visit;
  readonly account: Account;
  readonly idempotency?: Idempotency | undefined;
}

/**
 * Moves a visit to a status, whoever asks. Asking for the status it has succeeds and does nothing; of two people
 * asking for different ones at once, one gets a 409.
 * @throws Problem
 */
export async function changeStatus({ visit, account, idempotency, ...step }: StatusChange): Promise<Visit> {
  const { settings } = account;
  const request: StepRequest = { ...step, settings };
  const driven = introduces(step.to) ? await drivenBy(visit.technicians.map(idOf)) : undefined;
  let outcome: Outcome | undefined;
  const after = await changeVisit(
    { visit, now: step.now, radiusMeters: settings.arrival.radiusMeters, idempotency },
    (current) => {
      if (current.status !== visit.status) mustNotBeOvertaken(current, request);
      outcome = decideStep(driven ? introducing(current, driven) : current, request);
      return outcome;
    },
  );
  if (outcome && step.to === 'arrived') measure('Arrivals', { Evidence: 'person' });
  return after;
}

const idOf = ({ memberId }: Visit['technicians'][number]) => memberId;

interface SystemArrival {
  readonly visitId: string;
  /** The drive the evidence is about; an older one settles nothing. */
  readonly trip: number;
  readonly evidence: ArrivalEvidence;
  readonly now: number;
}

/** Marks the arrival that the fixes tell of, once: told again, it finds the visit no longer en route. */
export async function arriveBySystem(arrival: SystemArrival): Promise<'arrived' | 'not_en_route'> {
  const visit = await findVisit(arrival.visitId);
  if (!visit) return 'not_en_route';
  let arrived = false;
  await changeVisit({ visit, now: arrival.now }, (current) => {
    const outcome = decideArrivalStep(current, arrival);
    arrived = outcome !== undefined;
    return outcome;
  });
  return arrived ? 'arrived' : 'not_en_route';
}

function decideArrivalStep(visit: Visit, { trip, evidence, now }: SystemArrival): Outcome | undefined {
  const step = stepBetween(visit.status, 'arrived');
  if (!step || visit.trip !== trip) return undefined;
  const at = arrivalTime(visit, evidence);
  return takeStep(visit, step, { by: { role: 'system' }, at, now, evidence });
}
