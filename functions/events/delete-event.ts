import { deleteEvent } from '../../shared/events/change-event.ts';
import { staff } from '../runtime/staff.ts';
import { eventOfPath } from './event-of-path.ts';

/** DELETE /events/{eventId}. */
export const handler = staff({ subject: eventOfPath }, async ({ subject, now }) => {
  await deleteEvent(subject, now);
  return { statusCode: 204 };
});
