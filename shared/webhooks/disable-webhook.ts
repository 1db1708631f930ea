import { alertOf } from '../alerts/alert.ts';
import { AlreadySo, alertWrites } from '../alerts/alert-store.ts';
import { transact } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import type { DisabledReason, Webhook } from './webhook.ts';
import { webhookChange } from './webhook-store.ts';

const WHY: Readonly<Record<Exclude<DisabledReason, 'by_owner'>, string>> = {
  gone: 'it answered that it is gone (410)',
  failing: 'it has taken nothing for five days',
};

/**
 * Sends nothing any more to a webhook, and tells the office, in one transaction. One that is disabled already, gone,
 * or has been given another address meanwhile, is left alone. @param now epoch ms
 */
export async function disableWebhook(webhook: Webhook, reason: keyof typeof WHY, now: number): Promise<void> {
  const { accountId, webhookId, url } = webhook;
  const disabledAt = instant(now);
  const alert = alertOf(
    {
      accountId,
      kind: 'webhook_disabled',
      subject: webhookId,
      occasion: disabledAt,
      text: `The webhook to ${new URL(url).host} is disabled: ${WHY[reason]}. What it missed can be replayed once it is enabled again.`,
    },
    now,
  );
  const guard = { only: 'attribute_not_exists(disabledAt) AND #url = :url', values: { ':url': url } };
  const update = { url, disabledAt, disabledReason: reason, updatedAt: disabledAt };
  const change = webhookChange(webhook, update, guard, () => new AlreadySo());
  try {
    await transact([change, ...alertWrites(alert)]);
  } catch (error) {
    if (!(error instanceof AlreadySo)) throw error;
  }
}
