import { withdrawInvite } from '../../shared/access/invite-member.ts';
import { staff } from '../runtime/staff.ts';
import { invitedOfPath } from './invited-of-path.ts';

/** DELETE /team/invites/{inviteId}: its link leads nowhere any more. */
export const handler = staff({ subject: invitedOfPath }, async ({ subject, member: by, now }) => {
  await withdrawInvite(subject, by, now);
  return { statusCode: 204 };
});
