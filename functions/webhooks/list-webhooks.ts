import { toWebhookBody } from '../../shared/webhooks/webhook.ts';
import { listWebhooks } from '../../shared/webhooks/webhook-store.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /webhooks: where facts are told, and whether they arrive; never a secret. */
export const handler = staff({}, async ({ account }) =>
  reply(200, { webhooks: (await listWebhooks(account.accountId)).map(toWebhookBody) }),
);
