import { type Idempotency, idempotencyWrite } from '../kernel/idempotency-store.ts';
import { conflict, impossible } from '../kernel/problem.ts';
import { transact } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { firstName, type Member } from './member.ts';
import { findMembers, listMembers } from './member-store.ts';
import { type Memo, newMemoId } from './memo.ts';
import { memoWrite } from './memo-store.ts';

/** A transaction takes a hundred items, and one of them may be the Idempotency-Key's: all are written to, or nobody. */
export const MOST_RECIPIENTS = 99;

interface Writing {
  readonly to: readonly Member[];
  readonly text: string;
  readonly by: Member;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly idempotency?: Idempotency | undefined;
}

/**
 * Somebody of the office writes to members of the team. It stands with each of them from then on, and how it gets to
 * their phones follows from that.
 * @returns the id it has with all of them
 */
export async function writeMemos({ to, text, by, now, idempotency }: Writing): Promise<string> {
  const memoId = newMemoId(now);
  const memos = to.map(
    ({ memberId, accountId, name }): Memo => ({
      memoId,
      accountId,
      memberId,
      name: firstName(name),
      text,
      by: { role: by.role, memberId: by.memberId, name: firstName(by.name) },
      at: instant(now),
    }),
  );
  const result = { messageId: memoId, memberIds: JSON.stringify(to.map(({ memberId }) => memberId)) };
  const guard = idempotency ? [idempotencyWrite(idempotency, result)] : [];
  await transact([...memos.map(memoWrite), ...guard]);
  return memoId;
}

/**
 * Whom a request means: all technicians, or the members it names; who is named twice is written to once.
 * @throws Problem 422 for whoever is no member of this account, or too many; 409 where there is no technician
 */
export async function recipientsOf(
  accountId: string,
  wanted: 'all' | readonly string[],
): Promise<readonly Member[]> {
  if (wanted === 'all') return allTechnicians(accountId);
  const members = new Map((await findMembers(wanted)).map((member) => [member.memberId, member]));
  return [...new Set(wanted)].map((memberId) => {
    const member = members.get(memberId);
    if (!member?.active || member.accountId !== accountId) {
      throw impossible(`/memberIds/${wanted.indexOf(memberId)}`, 'must be a member of this account');
    }
    return member;
  });
}

async function allTechnicians(accountId: string): Promise<readonly Member[]> {
  const team = await listMembers(accountId);
  const technicians = team.filter(({ active, role }) => active && role === 'technician');
  if (technicians.length === 0) throw conflict('nobody-there', 'There are no technicians to write to.');
  if (technicians.length > MOST_RECIPIENTS) {
    throw impossible('/memberIds', `must name whom you mean: there are more than ${MOST_RECIPIENTS}`);
  }
  return technicians;
}
