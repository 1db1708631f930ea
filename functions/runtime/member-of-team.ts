import { notFound } from '../../shared/kernel/problem.ts';
import type { Member } from '../../shared/team/member.ts';
import { findMember } from '../../shared/team/member-store.ts';
import type { Caller } from './staff.ts';

/**
 * The member in the path, with or without access by now.
 * @throws Problem 404 for one of another account
 */
export async function memberOfTeam({ path, account }: Caller): Promise<Member> {
  const member = await findMember(path['memberId'] ?? '');
  if (member?.accountId !== account.accountId) throw notFound();
  return member;
}
