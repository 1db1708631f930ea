import {
  EventBridgeClient,
  EventBridgeServiceException,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';

const client = new EventBridgeClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
});

const SOURCE = 'service-tracker';

/** What one PutEvents call takes. */
export const MOST_AT_ONCE = 10;

/** A fact, or word of something that is due: its kind, and what else is known of it. */
interface BusEvent {
  readonly kind: string;
}

/** What the bus said to one fact; `never`: it would say the same whenever it is asked again. */
export type BusAnswer =
  | { readonly taken: true }
  | { readonly taken: false; readonly code: string; readonly never: boolean };

/**
 * What is wrong with an entry itself. Being denied, throttled or told of a fault is not: that ends when somebody
 * mends it (PutEventsResultEntry, EventBridge API Reference).
 */
const ABOUT_THE_ENTRY = ['InvalidArgument', 'MalformedDetail', 'ValidationException'];

/**
 * Puts facts on the bus, ten at most. The call succeeds although single entries are refused, so each has its answer.
 * @returns in the order of the facts
 * @throws whatever EventBridge answers when it took none and that is nobody's fault but its own
 */
export async function putFacts(facts: readonly BusEvent[]): Promise<BusAnswer[]> {
  const EventBusName = process.env['BUS_NAME'];
  if (!EventBusName) throw new Error('The environment variable BUS_NAME is not set.');
  const Entries = facts.map((fact) => ({
    EventBusName,
    Source: SOURCE,
    DetailType: fact.kind,
    Detail: JSON.stringify(fact),
  }));
  try {
    const { Entries: answers = [] } = await client.send(new PutEventsCommand({ Entries }));
    return facts.map((_, index) => answerOf(answers[index]));
  } catch (error) {
    if (!isAboutEntries(error)) throw error;
    // One of them spoils the call for all: each is asked alone.
    if (facts.length > 1) return (await Promise.all(facts.map((fact) => putFacts([fact])))).flat();
    return [{ taken: false, code: error.name, never: true }];
  }
}

function answerOf(entry: { EventId?: string | undefined; ErrorCode?: string | undefined } = {}): BusAnswer {
  if (entry.EventId !== undefined && !entry.ErrorCode) return { taken: true };
  const code = entry.ErrorCode ?? 'NoAnswer';
  return { taken: false, code, never: ABOUT_THE_ENTRY.includes(code) };
}

const isAboutEntries = (error: unknown): error is EventBridgeServiceException =>
  error instanceof EventBridgeServiceException && ABOUT_THE_ENTRY.includes(error.name);
