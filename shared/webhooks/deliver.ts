import { findAlert } from '../alerts/alert-store.ts';
import { epoch, type Instant, instant, SECOND } from '../kernel/time.ts';
import type { Account } from '../team/account-store.ts';
import { findVisit } from '../visits/visit-store.ts';
import { DUE_EVENT, type DueDelivery, hasFailedForLong, nextTry, type ToldFact } from './delivery.ts';
import { claimTry, noteTry, type Tried } from './delivery-store.ts';
import { disableWebhook } from './disable-webhook.ts';
import { type About, payloadOf } from './payload.ts';
import type { Answer } from './receiver-client.ts';
import { wantedPause } from './retry-after.ts';
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
  const begun = delivery.attempts[0]?.at ?? instant(now);
  await noteTry(due, await conclude(due, webhook, answer, { begun, at: instant(now), ...world }));
}

function obstacle(webhook: Webhook | undefined, account: Account | undefined): Tried['reason'] {
  if (!webhook) return 'deleted';
  if (!account?.enabled) return 'account_not_enabled';
  return isEnabled(webhook) ? undefined : 'disabled';
}

async function lookUp(fact: ToldFact, now: number): Promise<About> {
  if ('alertId' in fact) return { alert: await findAlert(fact.alertId, now) };
  return 'visitId' in fact ? { visit: await findVisit(fact.visitId) } : {};
}

interface When {
  /** The first try of this round. */
  readonly begun: Instant;
  /** This one. */
  readonly at: Instant;
}

/** What follows from a receiver's answer, done but for the delivery's own note. */
async function conclude(
  due: DueDelivery,
  webhook: Webhook,
  answer: Answer,
  { begun, at, clock, ended }: Pick<Dependencies, 'clock' | 'ended'> & When,
): Promise<Tried> {
  const said = 'status' in answer ? answer : undefined;
  const { status = 0 } = said ?? {};
  const attempt = { at, ...(said ? { status } : answer) };
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
  const now = clock();
  const wanted = said ? wantedPause(said, now) : 0;
  const next = nextTry({ attempt: due.attempt, begun: epoch(begun), now, wanted });
  if (next) {
    const dueAt = Math.ceil(next.at / SECOND);
    await setTimer({ ...due, attempt: next.attempt }, dueAt);
    ended('retried');
    return { state: 'pending', nextAt: instant(dueAt * SECOND), attempt };
  }
  if (hasFailedForLong(failing, now)) await disableWebhook(webhook, 'failing', clock());
  ended('exhausted');
  return { state: 'failed', reason: 'exhausted', attempt };
}

async function noteFailing(webhook: Webhook, at: Instant): Promise<Webhook> {
  if (webhook.failingSince !== undefined) return webhook;
  const only = 'attribute_not_exists(failingSince)';
  return (await updateWebhook(webhook, { failingSince: at }, { only })) ?? webhook;
}

/** The same try's timer is the same timer. @param dueAt epoch seconds */
async function setTimer({ deliveryId, round, attempt }: DueDelivery, dueAt: number): Promise<void> {
  const { createTimer } = await import('../kernel/timer-client.ts');
  const detail = { deliveryId, round, attempt };
  return createTimer({ name: `${deliveryId}.${round}.${attempt}`, dueAt, event: DUE_EVENT, detail });
}
