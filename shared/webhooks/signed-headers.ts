import { Webhook as Signer } from 'standardwebhooks';
import { SECOND } from '../kernel/time.ts';
import { stillSigning, type Webhook } from './webhook.ts';
import { webhookSecret } from './webhook-secret.ts';

/**
 * The headers by which the receiver knows that it is us: one signature by the secret as it is, and one by each that
 * was replaced lately. @param now epoch ms, when it is sent
 */
export function signedHeaders(
  webhook: Webhook,
  deployment: string,
  message: { readonly id: string; readonly body: string },
  now: number,
): Record<string, string> {
  const retired = stillSigning(webhook, now).map(({ generation }) => generation);
  const signatures = [webhook.generation, ...retired].map((generation) =>
    new Signer(webhookSecret(deployment, webhook.webhookId, generation)).sign(
      message.id,
      new Date(now),
      message.body,
    ),
  );
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(now / SECOND)),
    'webhook-signature': signatures.join(' '),
  };
}
