import { AlertWishBody } from '../../shared/team/alert-wish-contract.ts';
import { chooseAlerts } from '../../shared/team/member-store.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** PUT /me/notifications: how somebody of the office wants to be told of alerts. */
export const handler = staff({ body: AlertWishBody }, async ({ body, member }) => {
  await chooseAlerts(member.memberId, body);
  return reply(200, body);
});
