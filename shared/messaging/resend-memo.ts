import { type Idempotency, idempotencyWrite } from '../kernel/idempotency-store.ts';
import { conflict } from '../kernel/problem.ts';
import { transact } from '../kernel/table.ts';
import type { Memo } from '../team/memo.ts';
import { memoResentWrite, stillOpen } from '../team/memo-store.ts';
import { memoKeyOf } from './message.ts';
import { reopenWrite } from './message-store.ts';
import { notResendable } from './resend-message.ts';

/**
 * Somebody wants what they have written sent again, because it failed, or nobody knows whether it left. It goes the way
 * of every message from there.
 * @param now epoch ms @throws Problem 409 for one in any other state, and for what was acknowledged meanwhile
 */
export async function resendMemo(memo: Memo, now: number, idempotency?: Idempotency): Promise<void> {
  await transact([
    reopenWrite(memoKeyOf(memo), now, notResendable),
    stillOpen(memo, () => conflict('acknowledged', 'They have got it already.')),
    memoResentWrite(memo, now),
    ...(idempotency ? [idempotencyWrite(idempotency, { messageId: memo.memoId })] : []),
  ]);
}
