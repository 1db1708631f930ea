import { impossible } from '../kernel/problem.ts';
import { firstName, type Member } from '../team/member.ts';
import { findMembers } from '../team/member-store.ts';
import { drivenBy } from '../vehicles/turn-store.ts';
import { driving } from './driven-vehicle.ts';
import type { AssignedTechnician } from './visit.ts';

/**
 * The technicians that a request names, as a visit keeps them; who is named twice counts once.
 * @throws Problem 422 for whoever is not an active technician of this account
 */
export async function assignedTechnicians(
  accountId: string,
  memberIds: readonly string[],
): Promise<AssignedTechnician[]> {
  if (memberIds.length === 0) return [];
  const [found, driven] = await Promise.all([findMembers(memberIds), drivenBy([...new Set(memberIds)])]);
  const members = new Map(found.map((member) => [member.memberId, member]));
  return [...new Set(memberIds)].map((memberId) => {
    const member = members.get(memberId);
    if (!member || !canBeAssigned(member, accountId)) {
      throw impossible(
        `/technicianIds/${memberIds.indexOf(memberId)}`,
        'must be a technician of this account',
      );
    }
    return driving(asAssigned(member), driven);
  });
}

const canBeAssigned = (member: Member, accountId: string) =>
  member.accountId === accountId && member.active && member.role === 'technician';

const asAssigned = ({ memberId, name, photoUrl, vehicle }: Member): AssignedTechnician => ({
  memberId,
  firstName: firstName(name),
  ...(photoUrl !== undefined && { photoUrl }),
  ...(vehicle !== undefined && { vehicle }),
});
