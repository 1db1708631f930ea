import { findAlert } from '../alerts/alert-store.ts';
import { type Instant, instant, SECOND } from '../kernel/time.ts';
import type { Account } from '../team/account-store.ts';
import { findVisit } from '../visits/visit-store.ts';
import { DUE_EVENT, type DueDelivery, hasFailedForLong, nextTry, type ToldFact } from './delivery.ts';
import { claimTry, noteTry, type Tried } from './delivery-store.ts';
import { disableWebhook } from './disable-webhook.ts';
import { type About, payloadOf } from './payload.ts';
import type { Answer } from './receiver-client.ts';
import { signedHeaders } from './signed-headers.ts';
import { isEnabled, type Webhook } from './webhook.ts';
import { findWebhook, updateWebhook } from './webhook-store.ts';

/** What became of a try, for whoever counts them. */
export type Outcome = 'delivered' | 'retried' | 'exhausted' | 'gone';

/** What a try needs of the world. */
export interface Dependencies {
  readonly findAccount: (accountId: string, now: number) => Promise<Account | undefined>;
  readonly deploymentSecret: () => Promise<string>;
  readonly post: (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<Answer>;
  readonly ended: (outcome: Outcome) => void;
  /** Epoch ms. */
  readonly clock: () => number;
}

/**
 * Makes one try of a delivery, if nobody has made it: it is sent as the webhook and what it is about are now, and the
 * next one is set before this one is noted. A crash before that has the same try made again.
 */
export async function deliver(due: DueDelivery, world: Dependencies): Promise<void> {
  const now = world.clock();
  const delivery = await claimTry(due, now);
  if (!delivery) return;
  const { accountId, webhookId, fact } = delivery;
  const [webhook, account] = await Promise.all([
    findWebhook(accountId, webhookId),
    world.findAccount(accountId, now),
  ]);
  const reason = obstacle(webhook, account);
  if (!webhook || reason) return noteTry(due, { state: 'failed', ...(reason && { reason }) });
  const body = JSON.stringify(payloadOf(fact, await lookUp(fact, now), webhook));
  const message = { id: delivery.deliveryId, body };
  const headers = signedHeaders(webhook, await world.deploymentSecret(), message, world.clock());
  const answer = await world.post(webhook.url, headers, body);
  await noteTry(due, await conclude(due, webhook, answer, { at: instant(now), ...world }));
}

function obstacle(webhook: Webhook | undefined, account: Account | undefined): Tried['reason'] {
  if (!webhook) return 'deleted';
  if (!account?.enabled) return 'account_not_enabled';
  return isEnabled(webhook) ? undefined : 'disabled';
}

async function lookUp(fact: ToldFact, now: number): Promise<About> {
  if ('alertId' in fact) return { alert: await findAlert(fact.alertId, now) };
  return 'version' in fact ? { visit: await findVisit(fact.visitId) } : {};
}

/** What follows from a receiver's answer, done but for the delivery's own note. */
async function conclude(
  due: DueDelivery,
  webhook: Webhook,
  answer: Answer,
  { at, clock, ended }: Pick<Dependencies, 'clock' | 'ended'> & { readonly at: Instant },
): Promise<Tried> {
  const attempt = { at, ...answer };
  const status = 'status' in answer ? answer.status : 0;
  if (status >= 200 && status < 300) {
    if (webhook.failingSince !== undefined) await updateWebhook(webhook, { failingSince: null });
    ended('delivered');
    return { state: 'delivered', attempt };
  }
  if (status === 410) {
    await disableWebhook(webhook, 'gone', clock());
    ended('gone');
    return { state: 'failed', reason: 'gone', attempt };
  }
  const failing = await noteFailing(webhook, at);
  const next = nextTry(due.attempt, clock());
  if (next !== undefined) {
    const dueAt = Math.ceil(next / SECOND);
    await setTimer(due, dueAt);
    ended('retried');
    return { state: 'pending', nextAt: instant(dueAt * SECOND), attempt };
  }
  if (hasFailedForLong(failing, clock())) await disableWebhook(webhook, 'failing', clock());
  ended('exhausted');
  return { state: 'failed', reason: 'exhausted', attempt };
}

async function noteFailing(webhook: Webhook, at: Instant): Promise<Webhook> {
  if (webhook.failingSince !== undefined) return webhook;
  const only = 'attribute_not_exists(failingSince)';
  return (await updateWebhook(webhook, { failingSince: at }, { only })) ?? webhook;
}

/** The same try's timer is the same timer. @param dueAt epoch seconds */
async function setTimer({ deliveryId, round, attempt: last }: DueDelivery, dueAt: number): Promise<void> {
  const { createTimer } = await import('../kernel/timer-client.ts');
  const attempt = last + 1;
  const detail = { deliveryId, round, attempt };
  return createTimer({ name: `${deliveryId}.${round}.${attempt}`, dueAt, event: DUE_EVENT, detail });
}
