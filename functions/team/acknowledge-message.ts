import { notFound } from '../../shared/kernel/problem.ts';
import type { Memo } from '../../shared/team/memo.ts';
import { MemoSeen } from '../../shared/team/memo-contract.ts';
import { findMemo } from '../../shared/team/memo-store.ts';
import { acknowledgeMemo, toOwnMessage } from '../../shared/team/own-messages.ts';
import { reply } from '../runtime/reply.ts';
import { type Caller, staff } from '../runtime/staff.ts';

/** POST /me/messages/{messageId}/acknowledge: somebody got what the office wrote to them. */
export const handler = staff({ subject: ownMemo, body: MemoSeen }, async ({ subject, body, now }) =>
  reply(200, { message: toOwnMessage(await acknowledgeMemo(subject, body.at, now)) }),
);

async function ownMemo({ path, member: { memberId }, now }: Caller): Promise<Memo> {
  const memo = await findMemo({ memberId, memoId: path['messageId'] ?? '' }, now);
  if (!memo) throw notFound();
  return memo;
}
