import { toInviteBody } from '../../shared/access/invite.ts';
import { inviteMember } from '../../shared/access/invite-member.ts';
import { mustSendMails, sendInvite } from '../../shared/access/send-invite.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { InviteInput } from '../../shared/team/invite-contract.ts';
import { findMember } from '../../shared/team/member-store.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** POST /team/invites: somebody may join the team, by the link in a mail to them. */
export const handler = staff(
  {
    body: InviteInput,
    again: async ({ memberId = '' }, { now }) => {
      const member = await findMember(memberId);
      if (!member?.invite) throw notFound();
      return reply(201, { invite: toInviteBody(member, now), mailed: true });
    },
  },
  async ({ body: input, member: by, account, now, idempotency }) => {
    mustSendMails();
    const { member, token } = await inviteMember({ input, account, by, now, idempotency });
    const mailed = await sendInvite(member, token, by, account);
    return reply(201, { invite: toInviteBody(member, now), mailed });
  },
);
