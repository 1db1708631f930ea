import { acceptInvite, guestBy } from '../../shared/access/accept-invite.ts';
import { admitIdentity } from '../../shared/access/identity-client.ts';
import { readAccount } from '../../shared/team/account-store.ts';
import { Acceptance } from '../../shared/team/invite-contract.ts';
import { open } from '../runtime/open.ts';
import { bodyText, parseBody } from '../runtime/parse.ts';
import { forLinks, reply } from '../runtime/reply.ts';

/** POST /team/invites/{token}/accept: whoever was sent the link becomes the member it was made for. */
export const handler = open(async (event, now) => {
  const guest = await guestBy(event.pathParameters?.['token'] ?? '', now);
  const { name } = parseBody(Acceptance, bodyText(event));
  const { memberId, role, ...member } = await acceptInvite(guest, name, now, admitIdentity);
  const company = { name: (await readAccount(member.accountId, now))?.settings.company.name ?? '' };
  return forLinks(reply(201, { company, member: { memberId, name: member.name, role } }));
});
