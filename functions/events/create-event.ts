import { createEvent } from '../../shared/events/change-event.ts';
import { EventInput } from '../../shared/events/contract.ts';
import { toEventBody } from '../../shared/events/event-body.ts';
import { findEvent } from '../../shared/events/event-store.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** POST /events: something that is no visit, on somebody's day or on everybody's. */
export const handler = staff(
  {
    body: EventInput,
    again: async ({ eventId = '' }, { account }) => {
      const event = await findEvent(account.accountId, eventId);
      if (!event) throw notFound();
      return reply(201, { event: toEventBody(event) });
    },
  },
  async ({ body, account, now, idempotency }) =>
    reply(201, { event: toEventBody(await createEvent(account.accountId, body, now, idempotency)) }),
);
