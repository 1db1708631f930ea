import { MemoToSend } from '../../shared/messaging/memo-contract.ts';
import { writeMemos } from '../../shared/team/write-memos.ts';
import { staff } from '../runtime/staff.ts';
import { memoReply, reachableMember } from './memo-reply.ts';

/** POST /team/members/{memberId}/message: the office writes to one of its team. */
export const handler = staff(
  {
    subject: reachableMember,
    body: MemoToSend,
    again: ({ messageId = '' }, caller) => memoReply(caller, messageId),
  },
  async ({ subject, body: { text }, ...request }) => {
    const { member, now, idempotency } = request;
    return memoReply(request, await writeMemos({ to: [subject], text, by: member, now, idempotency }));
  },
);
