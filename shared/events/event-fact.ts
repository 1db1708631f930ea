import { recordsTable, type Write } from '../kernel/table.ts';
import { DAY, epoch, type Instant, ttl } from '../kernel/time.ts';
import { type BoardEvent, eventKey } from './event.ts';

export const EVENT_FACT_KINDS = ['event.created', 'event.changed', 'event.deleted'] as const;

/** What happened to an event of the board, as it goes on the bus. */
export interface EventFact {
  readonly factId: string;
  readonly kind: (typeof EVENT_FACT_KINDS)[number];
  readonly accountId: string;
  readonly at: Instant;
  readonly eventId: string;
  readonly version: number;
}

/** How long it is kept: as long as it may take to publish, and for whoever looks into what went wrong. */
const KEPT = 7 * DAY;

/** That an event is there, is another, or is gone. Being inserted is what puts it on the event bus. */
export function eventFact(kind: EventFact['kind'], event: BoardEvent): Write {
  const { eventId, accountId, version, updatedAt: at } = event;
  const fact: EventFact = { factId: `${eventId}.${version}`, kind, accountId, at, eventId, version };
  return {
    Put: {
      TableName: recordsTable(),
      Item: {
        pk: eventKey(eventId).pk,
        sk: `FACT#${String(version).padStart(8, '0')}`,
        type: 'fact',
        schema: 1,
        ...fact,
        expiresAt: ttl(epoch(at) + KEPT),
      },
    },
  };
}
