import { log } from '../../shared/kernel/log.ts';
import { measure } from '../../shared/kernel/metrics.ts';
import { type FactEvent, factEventOf } from '../../shared/visits/fact-event.ts';
import { publishFacts } from '../../shared/visits/publish-facts.ts';
import { stream } from '../runtime/stream.ts';

/**
 * What was written on timelines goes on the bus, in order. While the bus is out the first fact that it did not take
 * brings all after it back; one that it can never take stays on its timeline, and is told of.
 */
export const handler = stream(async (records) => {
  const facts = records.map(({ dynamodb }) => factEventOf(dynamodb?.NewImage ?? {}));
  const { done, refused, cause } = await publishFacts(facts);
  for (const { fact, code } of refused) {
    log.error('a fact can never be put on the bus', { factId: fact.factId, visitId: visitOf(fact), code });
    measure('FactsRefused', {});
  }
  if (done === facts.length) return [];
  const visits = [...new Set(facts.slice(done).map(visitOf))];
  log.error('facts could not be put on the bus for now', { visits, cause });
  return [records[done]?.dynamodb?.SequenceNumber ?? ''];
});

/** Of a vehicle, a fact names none. */
const visitOf = (fact: FactEvent): string | undefined => ('visitId' in fact ? fact.visitId : undefined);
