import type * as z from 'zod/mini';
import { fromCursor, toCursor } from '../../shared/kernel/cursor.ts';
import { DAY, instant } from '../../shared/kernel/time.ts';
import { without } from '../../shared/kernel/without.ts';
import type { EventQuery } from '../../shared/vehicles/contract.ts';
import type { EventPage, EventRange } from '../../shared/vehicles/event-store.ts';
import { type Reply, reply } from '../runtime/reply.ts';

/** The week before, unless told. @param looksRight sort keys of the list a cursor continues */
export const rangeOf = (
  { from, to, cursor }: z.infer<typeof EventQuery>,
  looksRight: RegExp,
  now: number,
): EventRange => ({
  from: from ?? instant(now - 7 * DAY),
  to: to ?? instant(now + DAY),
  before: cursor && fromCursor(cursor, looksRight),
});

export const eventReply = ({ events, last }: EventPage): Reply =>
  reply(200, {
    events: events.map((event) => without(event, 'accountId')),
    ...(last !== undefined && { cursor: toCursor(last) }),
  });
