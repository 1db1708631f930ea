import { type Idempotency, idempotencyWrite } from '../kernel/idempotency-store.ts';
import { newId } from '../kernel/ids.ts';
import { conflict, notFound } from '../kernel/problem.ts';
import { transact } from '../kernel/table.ts';
import { DAY, instant } from '../kernel/time.ts';
import { isEnabled, stillSigning, type Webhook, type WebhookEvent } from './webhook.ts';
import { mustBeWebhookAddress } from './webhook-address.ts';
import { listWebhooks, updateWebhook, webhookChange, webhookWrite } from './webhook-store.ts';

/** Each of them is told every fact it wants. */
const MOST_WEBHOOKS = 10;
/** How long a secret signs along that was replaced. */
const SIGNS_ALONG = DAY;
/** As many signatures go along with every message. */
const MOST_RETIRED = 5;

/** What a request says of a new one. */
interface WebhookInput {
  readonly url: string;
  readonly events?: readonly WebhookEvent[] | undefined;
  readonly includeCustomer?: boolean | undefined;
  readonly description?: string | undefined;
}

/**
 * A new webhook. @param now epoch ms
 * @throws Problem 422 for an address nothing may be sent to, 409 when there are ten already
 */
export async function createWebhook(
  accountId: string,
  input: WebhookInput,
  now: number,
  idempotency?: Idempotency,
): Promise<Webhook> {
  mustBeWebhookAddress(input.url);
  if ((await listWebhooks(accountId)).length >= MOST_WEBHOOKS) {
    throw conflict('too-many-webhooks', `${MOST_WEBHOOKS} webhooks at most; delete one first.`);
  }
  const at = instant(now);
  const { url, events, includeCustomer = false, description } = input;
  const webhook = {
    webhookId: newId('webhook'),
    accountId,
    url,
    ...(events && { events: [...new Set(events)] }),
    includeCustomer,
    ...(description !== undefined && { description }),
    generation: 1,
    createdAt: at,
    updatedAt: at,
  };
  const made = { webhookId: webhook.webhookId };
  await transact([webhookWrite(webhook), ...(idempotency ? [idempotencyWrite(idempotency, made)] : [])]);
  return webhook;
}

/** What a request says of one that is there: what is left out stays, null takes away. */
interface WebhookChanges {
  readonly url?: string | undefined;
  readonly events?: readonly WebhookEvent[] | null | undefined;
  readonly includeCustomer?: boolean | undefined;
  readonly description?: string | null | undefined;
  readonly enabled?: boolean | undefined;
}

/**
 * Changes a webhook. Enabled again, its failures are forgotten. @param now epoch ms
 * @throws Problem 422 for an address nothing may be sent to, 404 when it was deleted meanwhile
 */
export async function changeWebhook(
  webhook: Webhook,
  { enabled, ...changes }: WebhookChanges,
  now: number,
): Promise<Webhook> {
  if (changes.url !== undefined) mustBeWebhookAddress(changes.url);
  const { events } = changes;
  const changed = await updateWebhook(webhook, {
    ...changes,
    ...(events && { events: [...new Set(events)] }),
    ...(changes.url !== undefined && changes.url !== webhook.url && { failingSince: null }),
    ...(enabled !== undefined && switched(webhook, enabled, now)),
    updatedAt: instant(now),
  });
  if (!changed) throw notFound();
  return changed;
}

function switched(webhook: Webhook, enabled: boolean, now: number) {
  if (enabled) return { disabledAt: null, disabledReason: null, failingSince: null };
  return isEnabled(webhook) ? { disabledAt: instant(now), disabledReason: 'by_owner' as const } : {};
}

/**
 * Another secret; the one before signs along for a day. @param now epoch ms
 * @throws Problem 409 when that was done too often, or by two at once
 */
export async function rotateSecret(
  webhook: Webhook,
  now: number,
  idempotency?: Idempotency,
): Promise<Webhook> {
  const { webhookId, generation } = webhook;
  const retired = stillSigning(webhook, now);
  if (retired.length >= MOST_RETIRED) {
    throw conflict('rotated-too-often', `${MOST_RETIRED} secrets that were replaced sign along already.`);
  }
  const update = {
    generation: generation + 1,
    retired: [{ generation, until: instant(now + SIGNS_ALONG) }, ...retired],
    updatedAt: instant(now),
  };
  const guard = { only: '#generation = :was', values: { ':was': generation } };
  const made = { webhookId, generation: String(update.generation) };
  const busy = () => conflict('busy', 'Somebody else is changing this right now; try again.');
  await transact([
    webhookChange(webhook, update, guard, busy),
    ...(idempotency ? [idempotencyWrite(idempotency, made)] : []),
  ]);
  return { ...webhook, ...update };
}
