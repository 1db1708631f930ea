import type { Instant } from '../kernel/time.ts';
import type { Memo } from './memo.ts';

/** What happened to a memo, as it goes on the bus: ids, never its text. */
export interface MemoFact {
  readonly factId: string;
  readonly kind: 'memo.written' | 'memo.resent';
  readonly accountId: string;
  readonly at: Instant;
  readonly memberId: string;
  readonly memoId: string;
}

export const memoFactOf = (
  { accountId, memberId, memoId }: Memo,
  kind: MemoFact['kind'],
  at: Instant,
): MemoFact => ({
  factId: `${memoId}.${memberId}.${kind}.${at}`,
  kind,
  accountId,
  at,
  memberId,
  memoId,
});
