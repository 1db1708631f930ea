import type { IdempotentResult } from '../../shared/kernel/idempotency-store.ts';
import { toMemoBodies } from '../../shared/messaging/memo-body.ts';
import { MemosToSend } from '../../shared/messaging/memo-contract.ts';
import { findMemos } from '../../shared/team/memo-store.ts';
import { recipientsOf, writeMemos } from '../../shared/team/write-memos.ts';
import { reply } from '../runtime/reply.ts';
import { type Caller, staff } from '../runtime/staff.ts';

/** POST /team/messages: the office writes the same to several of its team, or to all technicians. */
export const handler = staff(
  { body: MemosToSend, again: repeated },
  async ({ body: { text, memberIds }, account, member, now, idempotency }) => {
    const to = await recipientsOf(account.accountId, memberIds);
    const memoId = await writeMemos({ to, text, by: member, now, idempotency });
    return written(
      memoId,
      to.map(({ memberId }) => memberId),
      now,
    );
  },
);

function repeated({ messageId = '', memberIds = '[]' }: IdempotentResult, { now }: Caller) {
  return written(messageId, JSON.parse(memberIds), now);
}

async function written(memoId: string, memberIds: readonly string[], now: number) {
  const memos = await findMemos(memoId, memberIds, now);
  return reply(202, { messages: await toMemoBodies(memos, now) });
}
