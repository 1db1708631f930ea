import { notFound } from '../../shared/kernel/problem.ts';
import { createWebhook } from '../../shared/webhooks/change-webhook.ts';
import { NewWebhook } from '../../shared/webhooks/contract.ts';
import { findWebhook } from '../../shared/webhooks/webhook-store.ts';
import { staff } from '../runtime/staff.ts';
import { secretReply } from './secret-reply.ts';

/** POST /webhooks: where another system wants to be told of facts. Its secret is shown this once. */
export const handler = staff(
  {
    body: NewWebhook,
    again: async ({ webhookId = '' }, { account }) => {
      const webhook = await findWebhook(account.accountId, webhookId);
      if (!webhook) throw notFound();
      return secretReply(201, webhook, 1);
    },
  },
  async ({ body, account, now, idempotency }) => {
    const webhook = await createWebhook(account.accountId, body, now, idempotency);
    return secretReply(201, webhook, webhook.generation);
  },
);
