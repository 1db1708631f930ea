import { announceUntried } from './announce.ts';
import { type Delivery, newDelivery, type ToldFact } from './delivery.ts';
import { putDelivery } from './delivery-store.ts';
import { wants } from './webhook.ts';
import { listWebhooks } from './webhook-store.ts';

/**
 * Makes a delivery of a fact for each webhook of its account that wants it, and has it tried: one for each, however
 * often the fact comes. For those that are disabled too, so that what was missed can be replayed.
 * @param now epoch ms
 */
export async function noteFact(fact: ToldFact, now: number): Promise<void> {
  const webhooks = (await listWebhooks(fact.accountId)).filter((webhook) => wants(webhook, fact.kind));
  const deliveries: Delivery[] = await Promise.all(
    webhooks.map((webhook) => putDelivery(newDelivery(webhook, fact, now), now)),
  );
  await announceUntried(deliveries);
}
