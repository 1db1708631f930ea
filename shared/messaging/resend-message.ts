import type { Idempotency } from '../kernel/idempotency-store.ts';
import { conflict } from '../kernel/problem.ts';
import { instant } from '../kernel/time.ts';
import { changeVisit } from '../visits/change-visit.ts';
import { nextVersion } from '../visits/edit.ts';
import { factOf } from '../visits/fact.ts';
import type { By, Visit } from '../visits/visit.ts';
import { type MessageKey, messageIdOf } from './message.ts';
import { reopenWrite } from './message-store.ts';

interface Resend {
  readonly visit: Visit;
  readonly key: MessageKey;
  readonly by: By;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly idempotency?: Idempotency | undefined;
}

/**
 * Somebody wants a message sent again that failed, or of which nobody knows whether it left. It goes the way of every
 * message from there: claimed once, and not said when it is no longer true.
 * @throws Problem 409 for one in any other state
 */
export async function resendMessage({ visit, key, by, now, idempotency }: Resend): Promise<void> {
  const messageId = messageIdOf(key);
  await changeVisit({ visit, now, idempotency }, (current) => {
    const after = nextVersion(current, now);
    const fact = factOf(after, 'visit.message_resent', { at: instant(now), by, messageId });
    return { after, facts: [fact], also: [reopenWrite(key, now, notResendable)] };
  });
}

export const notResendable = () =>
  conflict('not-resendable', 'Only a message that failed, or is unknown, can be sent again.');
