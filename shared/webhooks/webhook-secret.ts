import { createHmac } from 'node:crypto';

/**
 * What a receiver checks our signatures with: 256 bits of an HMAC, so it cannot be guessed and need not be stored.
 * Its form is that of Standard Webhooks 1.0.
 * @param generation raised whenever it is replaced
 */
export const webhookSecret = (deployment: string, webhookId: string, generation: number): string =>
  `whsec_${createHmac('sha256', deployment).update(`${webhookId}|${generation}`).digest('base64')}`;
