import { type Idempotency, type IdempotentResult, idempotencyWrite } from '../kernel/idempotency-store.ts';
import { conflict, notFound } from '../kernel/problem.ts';
import { transact, type Write } from '../kernel/table.ts';
import type { Outcome } from './take-step.ts';
import type { Visit } from './visit.ts';
import { findVisit, saveVisit, VersionLost } from './visit-store.ts';

const TRIES = 3;

interface ChangeOptions {
  /** The visit as the caller read it; read again only when somebody else was quicker. */
  readonly visit: Visit;
  readonly now: number;
  readonly radiusMeters?: number;
  readonly idempotency?: Idempotency | undefined;
  /** What the request makes besides, to answer it again. */
  readonly made?: IdempotentResult;
}

/** What is decided: the outcome, and writes beyond the visit's own. */
export type Decision = Outcome & { readonly also?: readonly Write[] };

/**
 * Decides and writes once; when somebody else changed the visit in between, decides again on the newer copy.
 * A decision of undefined means there is nothing to do.
 * @throws Problem what `decide` throws, or 409 when others keep being quicker
 */
export async function changeVisit(
  { visit, now, radiusMeters, idempotency, made = {} }: ChangeOptions,
  decide: (visit: Visit) => Decision | undefined,
): Promise<Visit> {
  const guard = idempotency ? [idempotencyWrite(idempotency, { visitId: visit.visitId, ...made })] : [];
  let current = visit;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const decision = decide(current);
    if (!decision) {
      if (guard.length > 0) await transact(guard);
      return current;
    }
    const also = [...(decision.also ?? []), ...guard];
    const circle = radiusMeters === undefined ? {} : { radiusMeters };
    try {
      await saveVisit({ before: current, ...decision, now, also, ...circle });
      return decision.after;
    } catch (error) {
      if (!(error instanceof VersionLost)) throw error;
      current = await readAgain(visit.visitId);
    }
  }
  throw conflict('busy', 'Others keep changing this visit; try again.');
}

async function readAgain(visitId: string): Promise<Visit> {
  const visit = await findVisit(visitId);
  if (!visit) throw notFound();
  return visit;
}
