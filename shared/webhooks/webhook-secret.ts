import { createHmac } from 'node:crypto';
import { Webhook as Signer } from 'standardwebhooks';
import { SECOND } from '../kernel/time.ts';
import { stillSigning, type Webhook } from './webhook.ts';

/**
 * What a receiver checks our signatures with: 256 bits of an HMAC, so it cannot be guessed and need not be stored.
 * Its form is that of Standard Webhooks 1.0.
 * @param generation raised whenever it is replaced
 */
export const webhookSecret = (deployment: string, webhookId: string, generation: number): string =>
  `whsec_${createHmac('sha256', deployment).update(`${webhookId}|${generation}`).digest('base64')}`;

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
