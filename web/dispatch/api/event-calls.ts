import { answerOf, type Tracker } from './client.ts';
import type { Schema, TeamEvent } from './types.ts';

export type NewEvent = Schema<'EventInput'>;
export type EventChange = Schema<'EventChange'>;

/** What of the board is no visit. Each throws Refused, Unreachable or SignedOut. */
export function createEventCalls(api: Tracker) {
  const eventOf = async (call: Promise<{ readonly event: TeamEvent }>): Promise<TeamEvent> =>
    (await call).event;
  const of = (eventId: string) => ({ path: { eventId } });
  return {
    create: (body: NewEvent) =>
      eventOf(
        answerOf(
          api.POST('/events', { params: { header: { 'Idempotency-Key': crypto.randomUUID() } }, body }),
        ),
      ),
    change: (eventId: string, body: EventChange) =>
      eventOf(answerOf(api.PATCH('/events/{eventId}', { params: of(eventId), body }))),
    remove: (eventId: string) => answerOf(api.DELETE('/events/{eventId}', { params: of(eventId) })),
  };
}

export type EventCalls = ReturnType<typeof createEventCalls>;
