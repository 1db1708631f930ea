import type { About } from './about.ts';
import type { Decision } from './decide-message.ts';
import { type Dependencies, RetryLater } from './dependencies.ts';
import { isBeingSent, isUnanswered, isUndelivered, type Message } from './message.ts';
import { alertOffice, tellEnd } from './tell-end.ts';

/**
 * True when a message has left, or nobody will know whether it has; whoever finds that out first writes it down.
 * @throws RetryLater while somebody else is sending it, and for a failed one that is out of date by now: it must not
 * leave the queue in silence
 */
export async function isSettled(
  message: Message,
  { suppress }: Decision,
  about: About,
  dependencies: Dependencies,
): Promise<boolean> {
  const { ledger, clock } = dependencies;
  const { key, visit } = about;
  if (isBeingSent(message, clock())) throw new RetryLater('being sent');
  if (isUnanswered(message, clock())) {
    const { claim: lost = '' } = message;
    const held = await ledger.settleMessage(key, lost, { state: 'unknown' }, clock());
    if (held) await tellEnd({ ...about, draft: message, factId: lost }, { state: 'unknown' }, dependencies);
    return true;
  }
  // Told already, unless somebody crashed in between.
  if (message.state === 'unknown') {
    await alertOffice({ ...about, state: 'unknown', time: message.claim ?? '' }, dependencies);
  }
  if (isUndelivered(message)) return true;
  if (message.state === 'failed' && suppress) throw new RetryLater(message.reason ?? 'failed');
  if (message.state !== 'sent' && message.state !== 'unknown') return message.state === 'delivered';
  if (visit && key.kind === 'review') await dependencies.noteReview(visit, message.state);
  return true;
}
