import { quietUntil } from '../customers/quiet-hours.ts';
import { sha256 } from '../kernel/ids.ts';
import { SECOND } from '../kernel/time.ts';
import type { Timer } from '../kernel/timer-client.ts';
import type { Visit } from '../visits/visit.ts';
import type { Occasion } from './occasion.ts';

/**
 * The timer that brings a fact back when its customer's quiet hours are over: what it gives reason to say is decided
 * anew then, and not said when it is no longer true. The same fact and end are the same timer; one that came back too
 * early, by a clock that is behind, gets another, for the name of the first may still be taken.
 * @param now epoch ms, within the quiet hours
 */
export function timerOf(fact: Occasion, { customer, address }: Visit, now: number): Timer {
  const until = quietUntil(now, customer.preferences?.quietHours, address.timeZone);
  const dueAt = Math.max(Math.ceil(until / SECOND), (fact.heldUntil ?? 0) + 1);
  const name = `${fact.visitId}.${sha256(fact.factId).slice(0, 16)}.${dueAt}`;
  return { name, dueAt, event: 'message.due', detail: { ...fact, heldUntil: dueAt } };
}

export async function holdText(fact: Occasion, visit: Visit, now: number): Promise<void> {
  const { createTimer } = await import('../kernel/timer-client.ts');
  return createTimer(timerOf(fact, visit, now));
}
