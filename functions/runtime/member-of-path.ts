import { mustSeeMember } from '../../shared/team/may-change-member.ts';
import type { Member } from '../../shared/team/member.ts';
import { findMember } from '../../shared/team/member-store.ts';
import type { Caller } from './staff.ts';

/** @throws Problem 404 for a member of another account, and for a technician's colleagues */
export async function memberOfPath({ path, member }: Caller): Promise<Member> {
  const found = await findMember(path['memberId'] ?? '');
  mustSeeMember(found, member);
  return found;
}
