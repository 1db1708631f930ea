import { toInviteBody } from '../../shared/access/invite.ts';
import { renewInvite } from '../../shared/access/invite-member.ts';
import { mustSendMails, sendInvite } from '../../shared/access/send-invite.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { invitedOfPath } from './invited-of-path.ts';

/** POST /team/invites/{inviteId}/resend: another link, good for as long again; the one before is dead. */
export const handler = staff({ subject: invitedOfPath }, async ({ subject, member: by, account, now }) => {
  mustSendMails();
  const { member, token } = await renewInvite(subject, by, now);
  const mailed = await sendInvite(member, token, by, account);
  return reply(200, { invite: toInviteBody(member, now), mailed });
});
