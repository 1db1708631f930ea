import * as z from 'zod/mini';
import { toFactEvent } from '../../shared/visits/fact-event.ts';
import { listFacts } from '../../shared/visits/fact-store.ts';
import { publishFacts } from '../../shared/visits/publish-facts.ts';

const Republish = z.object({
  visitIds: z
    .array(z.string().check(z.minLength(1), z.maxLength(128)))
    .check(z.minLength(1), z.maxLength(50)),
});

interface Republished {
  readonly visitId: string;
  /** How many are on the bus; none for a visit that does not exist. */
  readonly facts: number;
}

/**
 * The operator's way to have a visit's facts told again, from its timeline. Whoever hears them knows what it has
 * done already: the ledger of messages says nothing twice, and nothing that is no longer true.
 */
export async function handler(payload: unknown): Promise<{ visits: Republished[] }> {
  const visits: Republished[] = [];
  for (const visitId of z.parse(Republish, payload).visitIds) {
    const facts = await listFacts(visitId);
    const { done, refused, cause } = await publishFacts(facts.map(toFactEvent));
    if (done < facts.length) throw new Error(`${visitId}: the bus did not take its facts.`, { cause });
    visits.push({ visitId, facts: facts.length - refused.length });
  }
  return { visits };
}
