import { admitPositions, barPositions } from '../../shared/drives/barred-store.ts';
import { without } from '../../shared/kernel/without.ts';
import { changeMember } from '../../shared/team/change-member.ts';
import type { Member } from '../../shared/team/member.ts';
import { MemberChange } from '../../shared/team/member-contract.ts';
import { memberBody } from '../../shared/tracking/member-bodies.ts';
import { leaveVehicle } from '../../shared/vehicles/set-driver.ts';
import { type AddressGiven, resolveAddress } from '../../shared/visits/resolve-address.ts';
import { memberOfPath } from '../runtime/member-of-path.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

const homeAt = async (given: AddressGiven) => without(await resolveAddress(given, ''), 'timeZone');

/** Their next token names the new role; what they may is judged by what we know of them, at once. */
async function changeIdentity(member: Member): Promise<void> {
  const { email } = member;
  if (email === undefined || !member.active) return;
  const { setRole } = await import('../../shared/access/identity-client.ts');
  await setRole({ ...member, email });
}

/** A token lives for an hour, and the position path reads no member: only a technician's positions are taken. */
const positionsByRole = ({ memberId, accountId, role, active }: Member, now: number): Promise<void> =>
  role === 'technician' && active
    ? admitPositions(memberId, now)
    : barPositions(memberId, accountId, 'revoked');

/** PATCH /team/members/{memberId}: an owner anything, others what is theirs to say. */
export const handler = staff(
  { body: MemberChange, subject: memberOfPath },
  async ({ subject, body, member: by, now }) => {
    const { homeAddress: given } = body;
    const changes = { ...body, homeAddress: given ? await homeAt(given) : given };
    const member = await changeMember({ member: subject, by, changes, now });
    if (member.role !== subject.role) await changeIdentity(member);
    if (body.role !== undefined) await positionsByRole(member, now);
    if (member.role !== 'technician') await leaveVehicle(member.accountId, member.memberId, now);
    return reply(200, { member: await memberBody(member, now) });
  },
);
