import { resendMemo } from '../../shared/messaging/resend-memo.ts';
import { type Caller, staff } from '../runtime/staff.ts';
import { memoOf, memoReply } from './memo-reply.ts';

const idOf = ({ path }: Caller): string => path['messageId'] ?? '';

/** POST /team/members/{memberId}/messages/{messageId}/resend: once more, what failed or nobody knows of. */
export const handler = staff(
  {
    subject: (caller) => memoOf(caller, idOf(caller)),
    again: (_, caller) => memoReply(caller, idOf(caller)),
  },
  async ({ subject, ...request }) => {
    const { now, idempotency } = request;
    await resendMemo(subject, now, idempotency);
    return memoReply(request, idOf(request));
  },
);
