import type { Member } from '../../shared/team/member.ts';
import { findMember } from '../../shared/team/member-store.ts';
import { mustManageDevices } from '../../shared/tracking/manage-device-tokens.ts';
import type { Caller } from '../runtime/staff.ts';

/**
 * The member whose devices a path is about.
 * @throws Problem 404 for one of another account, and for a technician's colleagues
 */
export async function memberOfPath({ path, member }: Caller): Promise<Member> {
  const found = await findMember(path['memberId'] ?? '');
  mustManageDevices(found, member);
  return found;
}
