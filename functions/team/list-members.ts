import { type Member, statusOf } from '../../shared/team/member.ts';
import { MembersQuery } from '../../shared/team/member-contract.ts';
import { listMembers } from '../../shared/team/member-store.ts';
import { memberBodies } from '../../shared/tracking/member-bodies.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /team/members: everybody, by name, also those whose access has ended. */
export const handler = staff({ query: MembersQuery }, async ({ account, query: { role, status }, now }) => {
  const asked = (member: Member) =>
    (role === undefined || member.role === role) && (status === undefined || statusOf(member) === status);
  const members = (await listMembers(account.accountId)).filter(asked);
  return reply(200, { members: await memberBodies(members, now) });
});
