import { PushSubscriptionInput } from '../../shared/devices/contract.ts';
import { saveDevice } from '../../shared/devices/device-store.ts';
import { mustBePushAddress, mustBeUsable } from '../../shared/devices/push-address.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** PUT /me/push: this browser takes the member's push messages from now on. */
export const handler = staff({ body: PushSubscriptionInput }, async ({ body, member, now }) => {
  mustBePushAddress(body.endpoint);
  mustBeUsable(body.keys);
  const { accountId, memberId } = member;
  const { endpoint: pushToken, keys } = body;
  const reach = { platform: 'web', pushToken, keys } as const;
  await saveDevice({ accountId, owner: { memberId }, pushToken, reach }, now);
  return reply(200, { registered: true });
});
