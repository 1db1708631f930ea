import { changeEvent } from '../../shared/events/change-event.ts';
import { EventChange } from '../../shared/events/contract.ts';
import { toEventBody } from '../../shared/events/event-body.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { eventOfPath } from './event-of-path.ts';

/** PATCH /events/{eventId}: whose it is, when, and what it is called. */
export const handler = staff({ body: EventChange, subject: eventOfPath }, async ({ subject, body, now }) =>
  reply(200, { event: toEventBody(await changeEvent(subject, body, now)) }),
);
