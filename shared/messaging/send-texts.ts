import type { Dependencies } from './dependencies.ts';
import { lookUp } from './look-up.ts';
import { messagesOf, type Occasion } from './occasion.ts';
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
  const keys = await messagesOf(fact, known.visit, known.account);
  const sent = await Promise.allSettled(
    keys.map((key) => sendText(key, { known, started, last, fact }, dependencies)),
  );
  const failed = sent.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}
