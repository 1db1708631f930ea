import { removeWebhook } from '../../shared/webhooks/webhook-store.ts';
import { staff } from '../runtime/staff.ts';
import { webhookOfPath } from './webhook-of-path.ts';

/** DELETE /webhooks/{webhookId}: what is still on its way to it is given up. */
export const handler = staff({ subject: webhookOfPath }, async ({ subject }) => {
  await removeWebhook(subject);
  return { statusCode: 204 };
});
