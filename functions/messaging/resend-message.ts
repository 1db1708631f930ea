import { resendMessage } from '../../shared/messaging/resend-message.ts';
import { type Caller, staff } from '../runtime/staff.ts';
import { messageOf, messageReply } from './message-reply.ts';

const idOf = ({ path }: Caller): string => path['messageId'] ?? '';

/** POST /visits/{visitId}/messages/{messageId}/resend: once more, what failed or nobody knows of. */
export const handler = staff(
  {
    subject: (caller) => messageOf(caller, idOf(caller)),
    again: (_, caller) => messageReply(caller, idOf(caller)),
  },
  async ({ subject: { visit, key }, ...request }) => {
    const { member, now, idempotency } = request;
    const { role, memberId } = member;
    await resendMessage({ visit, key, by: { role, memberId }, now, idempotency });
    return messageReply(request, idOf(request));
  },
);
