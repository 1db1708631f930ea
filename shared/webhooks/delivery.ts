import type { AlertFact } from '../alerts/alert-fact.ts';
import type { EventFact } from '../events/event-fact.ts';
import { sha256 } from '../kernel/ids.ts';
import { DAY, epoch, HOUR, type Instant, instant, MINUTE, SECOND } from '../kernel/time.ts';
import type { VehicleFact } from '../vehicles/vehicle-fact.ts';
import type { VisitFactEvent } from '../visits/fact-event.ts';
import { isEnabled, type TEST_EVENT, type Webhook } from './webhook.ts';

/** Asked for by the owner; it is about nothing. */
interface TestFact {
  readonly factId: string;
  readonly kind: typeof TEST_EVENT;
  readonly accountId: string;
  readonly at: Instant;
}

/** What a receiver is told of: ids and kinds, as on the bus. */
export type ToldFact = VisitFactEvent | AlertFact | VehicleFact | EventFact | TestFact;

export const DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const;

/** Why nothing more is tried: all tries are used, 410, or what is in the way of any try. */
export const FAILED_REASONS = ['exhausted', 'gone', 'disabled', 'deleted', 'account_not_enabled'] as const;
type FailedReason = (typeof FAILED_REASONS)[number];

/** One try, and what came of it. */
export interface Attempt {
  readonly at: Instant;
  /** The receiver's answer. */
  readonly status?: number;
  /** Why there was none. */
  readonly error?: string;
}

/** One fact on its way to one webhook. */
export interface Delivery {
  /** The same for the same fact and webhook, however often it is tried or replayed: receivers tell by it. */
  readonly deliveryId: string;
  readonly webhookId: string;
  readonly accountId: string;
  readonly fact: ToldFact;
  readonly state: (typeof DELIVERY_STATES)[number];
  readonly reason?: FailedReason;
  /** How often it was begun: once, and once more with each replay. */
  readonly round: number;
  /** Of this round, the number of the last try that is known of; some may have been left out. */
  readonly tried: number;
  readonly attempts: readonly Attempt[];
  /** When it is tried again, epoch ms as an instant. */
  readonly nextAt?: Instant;
  readonly createdAt: Instant;
}

/** Word on the bus that a delivery is to be tried: now, or when the timer of a later try is due. */
export const DUE_EVENT = 'webhook.due';

/** What is put on the bus when a delivery is to be tried: which try of which round. */
export interface DueDelivery {
  readonly deliveryId: string;
  readonly round: number;
  readonly attempt: number;
}

/** Digits of the hash in an id: 128 bits. */
const ID_DIGITS = 32;

/** @param now epoch ms */
export function newDelivery(webhook: Webhook, fact: ToldFact, now: number): Delivery {
  const { webhookId, accountId } = webhook;
  return {
    deliveryId: `msg_${sha256(`${webhookId}|${fact.factId}`).slice(0, ID_DIGITS)}`,
    webhookId,
    accountId,
    fact,
    ...(isEnabled(webhook) ? { state: 'pending' } : { state: 'failed', reason: 'disabled' }),
    round: 1,
    tried: 0,
    attempts: [],
    createdAt: instant(now),
  };
}

/** How long after a failed try comes the next (Standard Webhooks 1.0): ten tries over 75 hours and a half. */
const PAUSES = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** When each try comes after the first, where nobody asks for more time. */
const PLACES = [0, ...PAUSES].map((_, made) => PAUSES.slice(0, made).reduce((sum, pause) => sum + pause, 0));

interface FailedTry {
  /** From 1. */
  readonly attempt: number;
  /** When the round's first try was made, epoch ms. */
  readonly begun: number;
  /** Epoch ms. */
  readonly now: number;
  /** For how many ms the receiver wants to be left alone. */
  readonly wanted?: number;
}

/**
 * Which try comes next, and when, in epoch ms; undefined when that was the last. A receiver that wants more time gets
 * it, but no longer than until the schedule's last try; the tries that would have been made meanwhile are left out.
 */
export function nextTry({
  attempt,
  begun,
  now,
  wanted = 0,
}: FailedTry): { readonly attempt: number; readonly at: number } | undefined {
  const pause = PAUSES[attempt - 1];
  if (pause === undefined) return undefined;
  const end = begun + (PLACES.at(-1) ?? 0);
  const at = Math.max(now + pause, Math.min(now + wanted, end));
  const isLonger = at > now + pause;
  const due = isLonger ? PLACES.filter((place) => begun + place <= at).length : 0;
  return { attempt: Math.max(attempt + 1, due), at };
}

/** For how long nothing may have been taken, when a delivery has used up its tries, until no more is sent. */
const FAILING_FOR = 5 * DAY;

export const hasFailedForLong = ({ failingSince }: Webhook, now: number): boolean =>
  failingSince !== undefined && epoch(failingSince) + FAILING_FOR <= now;

/** The delivery as the API answers it. */
export function toDeliveryBody({ deliveryId, fact, state, reason, attempts, nextAt, createdAt }: Delivery) {
  return {
    deliveryId,
    type: fact.kind,
    factId: fact.factId,
    state,
    ...(reason && { reason }),
    attempts,
    ...(nextAt !== undefined && { nextAttemptAt: nextAt }),
    createdAt,
  };
}
