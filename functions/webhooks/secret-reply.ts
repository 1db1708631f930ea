import { toWebhookBody, type Webhook } from '../../shared/webhooks/webhook.ts';
import { webhookSecret } from '../../shared/webhooks/webhook-secret.ts';
import { deploymentSecret } from '../../shared/webhooks/webhook-secret-client.ts';
import { type Reply, reply } from '../runtime/reply.ts';

/** A webhook with a generation of its secret, for the one who has just made it. */
export const secretReply = async (status: number, webhook: Webhook, generation: number): Promise<Reply> =>
  reply(status, {
    webhook: toWebhookBody(webhook),
    secret: webhookSecret(await deploymentSecret(), webhook.webhookId, generation),
  });
