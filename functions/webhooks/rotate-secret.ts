import { rotateSecret } from '../../shared/webhooks/change-webhook.ts';
import { staff } from '../runtime/staff.ts';
import { secretReply } from './secret-reply.ts';
import { webhookOfPath } from './webhook-of-path.ts';

/** POST /webhooks/{webhookId}/rotate-secret: another secret; the one before signs along for a day. */
export const handler = staff(
  {
    subject: webhookOfPath,
    again: async ({ generation }, caller) =>
      secretReply(200, await webhookOfPath(caller), Number(generation)),
  },
  async ({ subject, now, idempotency }) => {
    const webhook = await rotateSecret(subject, now, idempotency);
    return secretReply(200, webhook, webhook.generation);
  },
);
