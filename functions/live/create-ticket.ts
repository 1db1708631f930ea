import { makeTicket } from '../../shared/live/make-ticket.ts';
import { noteSeen } from '../../shared/team/member-store.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** POST /live/ticket: lets a browser of the office open one socket, whose first word it is. */
export const handler = staff({}, async ({ member, now }) => {
  await noteSeen(member, now);
  return reply(201, await makeTicket(member, now));
});
