import { notFound } from '../../shared/kernel/problem.ts';
import type { Member } from '../../shared/team/member.ts';
import { findMember } from '../../shared/team/member-store.ts';
import type { Caller } from '../runtime/staff.ts';

/** @throws Problem 404 for who is not invited, or by another account */
export async function invitedOfPath({ account, path }: Caller): Promise<Member> {
  const found = await findMember(path['inviteId'] ?? '');
  if (found?.accountId !== account.accountId || !found.invite) throw notFound();
  return found;
}
