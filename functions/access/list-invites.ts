import { toInviteBody } from '../../shared/access/invite.ts';
import { listMembers } from '../../shared/team/member-store.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /team/invites: who is invited and has not come, the latest first. */
export const handler = staff({}, async ({ account, now }) => {
  const invited = (await listMembers(account.accountId)).filter(({ invite }) => invite);
  const invites = invited
    .map((member) => toInviteBody(member, now))
    .sort((a, b) => b.sentAt.localeCompare(a.sentAt));
  return reply(200, { invites });
});
