import { randomUUID } from 'node:crypto';
import { conflict, impossible } from '../kernel/problem.ts';
import { type Instant, instant } from '../kernel/time.ts';
import { announceReplay, announceUntried, type ReplaySpan } from './announce.ts';
import { type Delivery, newDelivery } from './delivery.ts';
import { beginAnew, deliveriesBetween, findDelivery, putDelivery } from './delivery-store.ts';
import { isEnabled, TEST_EVENT, type Webhook } from './webhook.ts';

/** What is begun anew with one event; the rest follows with the next. */
const AT_ONCE = 50;

/** @throws Problem 409 for one that nothing is sent to */
function mustBeEnabled(webhook: Webhook): void {
  if (!isEnabled(webhook)) throw conflict('webhook-disabled', 'This webhook is disabled; enable it first.');
}

/**
 * Sends something to see whether it arrives. @param now epoch ms
 * @throws Problem 409 for a webhook that is disabled
 */
export async function sendTest(webhook: Webhook, now: number): Promise<Delivery> {
  mustBeEnabled(webhook);
  const { accountId } = webhook;
  const fact = { factId: randomUUID(), kind: TEST_EVENT, accountId, at: instant(now) } as const;
  const delivery = await putDelivery(newDelivery(webhook, fact, now), now);
  await announceUntried([delivery]);
  return delivery;
}

/**
 * Sends one delivery again, under its own id. @param now epoch ms
 * @throws Problem 409 for a webhook that is disabled, 422 for a delivery that is not there
 */
export async function replayOne(webhook: Webhook, deliveryId: string, now: number): Promise<void> {
  mustBeEnabled(webhook);
  const known = await findDelivery(webhook.webhookId, deliveryId, now);
  const begun = known && (await beginAnew(deliveryId, randomUUID(), now));
  if (!begun) throw impossible('/deliveryId', 'must be one of this webhook’s deliveries');
  await announceUntried([begun]);
}

/**
 * Sends again all that was noted from `since` up to `until`, each under its own id: soon, not at once.
 * @throws Problem 409 for a webhook that is disabled
 */
export async function replaySince(webhook: Webhook, since: Instant, until: Instant): Promise<void> {
  mustBeEnabled(webhook);
  const { accountId, webhookId } = webhook;
  await announceReplay({ replayId: randomUUID(), accountId, webhookId, since, until });
}

/**
 * Begins the next deliveries of a span anew, and has the rest follow. The same event again begins none twice.
 * @param now epoch ms
 */
export async function continueReplay(span: ReplaySpan, now: number): Promise<void> {
  const entries = await deliveriesBetween(span.webhookId, span, AT_ONCE);
  for (const { deliveryId } of entries) {
    const begun = await beginAnew(deliveryId, span.replayId, now);
    if (begun) await announceUntried([begun]);
  }
  const after = entries.length === AT_ONCE ? entries.at(-1)?.sortKey : undefined;
  if (after !== undefined) await announceReplay({ ...span, after });
}
