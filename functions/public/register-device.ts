import { PushSubscriptionInput } from '../../shared/devices/contract.ts';
import { saveDevice } from '../../shared/devices/device-store.ts';
import { mustBePushAddress, mustBeUsable } from '../../shared/devices/push-address.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { findVisit } from '../../shared/visits/visit-store.ts';
import { linkHolder } from '../runtime/link-holder.ts';
import { reply } from '../runtime/reply.ts';

/** PUT /t/{token}/push: this browser takes the customer's push messages from now on. */
export const handler = linkHolder({ body: PushSubscriptionInput }, async ({ link, body, now }) => {
  mustBePushAddress(body.endpoint);
  mustBeUsable(body.keys);
  const visit = await findVisit(link.visitId);
  if (!visit) throw notFound();
  const { accountId, customer } = visit;
  const { endpoint: pushToken, keys } = body;
  const owner = { customerId: customer.customerId };
  await saveDevice({ accountId, owner, pushToken, reach: { platform: 'web', pushToken, keys } }, now);
  return reply(200, { registered: true });
});
