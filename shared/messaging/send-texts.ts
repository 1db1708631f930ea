import type { Dependencies } from './dependencies.ts';
import { lookUp } from './look-up.ts';
import { messageIdOf } from './message.ts';
import { leftWaiting, messagesOf, type Occasion } from './occasion.ts';
import { sendText } from './send-text.ts';

/**
 * Tells the customer what a fact gives reason to tell: never twice, and never lost. Returns when there is nothing
 * (more) to do.
 * @param last this is the last time the fact is delivered
 * @throws RetryLater (or whatever broke) when the fact is to be delivered again
 */
export async function sendTexts(fact: Occasion, last: boolean, dependencies: Dependencies): Promise<void> {
  const started = dependencies.clock();
  const known = await lookUp(fact.visitId, dependencies);
  if (!known) return;
  const [keys, messages] = await Promise.all([
    messagesOf(fact, known.visit, known.account),
    dependencies.ledger.listMessages(fact.visitId),
  ]);
  const names = new Set(keys.map(messageIdOf));
  const left = leftWaiting(fact, known.visit, messages).filter((key) => !names.has(messageIdOf(key)));
  const sent = await Promise.allSettled(
    [...keys, ...left].map((key) => sendText(key, { known, started, last, fact }, dependencies)),
  );
  const failed = sent.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}
