import { conflict } from '../kernel/problem.ts';
import type { Write } from '../kernel/table.ts';
import type { Member } from './member.ts';
import { isStillOwner, listMembers } from './member-store.ts';

/**
 * That somebody else is an owner while this one ceases to be, as part of the same transaction: two owners who take
 * each other's role at once must not both succeed. Nobody of an account without one could help it.
 * @throws Problem 409 for the last one
 */
export async function anotherOwner({ accountId, memberId, role }: Member): Promise<Write[]> {
  if (role !== 'owner') return [];
  const other = (await listMembers(accountId)).find(
    (one) => one.role === 'owner' && one.active && one.memberId !== memberId,
  );
  if (!other) throw conflict('last-owner', 'The last owner stays one; make somebody else an owner first.');
  return [isStillOwner(other.memberId)];
}
