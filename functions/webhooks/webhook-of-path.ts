import { notFound } from '../../shared/kernel/problem.ts';
import type { Webhook } from '../../shared/webhooks/webhook.ts';
import { findWebhook } from '../../shared/webhooks/webhook-store.ts';
import type { Caller } from '../runtime/staff.ts';

/** @throws Problem 404 for a webhook of another account */
export async function webhookOfPath({ account, path }: Caller): Promise<Webhook> {
  const webhook = await findWebhook(account.accountId, path['webhookId'] ?? '');
  if (!webhook) throw notFound();
  return webhook;
}
