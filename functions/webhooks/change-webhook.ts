import { changeWebhook } from '../../shared/webhooks/change-webhook.ts';
import { WebhookChanges } from '../../shared/webhooks/contract.ts';
import { toWebhookBody } from '../../shared/webhooks/webhook.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { webhookOfPath } from './webhook-of-path.ts';

/** PATCH /webhooks/{webhookId}: where to, of what, and whether at all. */
export const handler = staff(
  { body: WebhookChanges, subject: webhookOfPath },
  async ({ subject, body, now }) =>
    reply(200, { webhook: toWebhookBody(await changeWebhook(subject, body, now)) }),
);
