import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { FactEvent } from './fact-event.ts';

const client = new EventBridgeClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
});

const SOURCE = 'service-tracker';

/** What one PutEvents call takes. */
export const MOST_AT_ONCE = 10;

/**
 * Puts facts on the bus, ten at most.
 * @returns for each, in order, whether the bus took it
 */
export async function putFacts(facts: readonly FactEvent[]): Promise<boolean[]> {
  const EventBusName = process.env['BUS_NAME'];
  if (!EventBusName) throw new Error('The environment variable BUS_NAME is not set.');
  const Entries = facts.map((fact) => ({
    EventBusName,
    Source: SOURCE,
    DetailType: fact.kind,
    Detail: JSON.stringify(fact),
  }));
  const { Entries: answers = [] } = await client.send(new PutEventsCommand({ Entries }));
  return facts.map((_, index) => answers[index]?.EventId !== undefined && !answers[index]?.ErrorCode);
}
