import type { Visit } from '../visits/visit.ts';
import type { Known } from './about.ts';
import type { Dependencies } from './dependencies.ts';
import { lookUp } from './look-up.ts';
import { type MessageKey, memoKeyOf, messageIdOf } from './message.ts';
import { leftWaiting, messagesOf, type Occasion } from './occasion.ts';
import { sendText } from './send-text.ts';
import { officeMessagesOf, type RaisedAlert, type Telling, technicianMessagesOf } from './team-occasion.ts';

/**
 * Tells customers, technicians and the office what a fact gives reason to tell: never twice, and never lost. Returns
 * when there is nothing (more) to do.
 * @param last this is the last time the fact is delivered
 * @throws RetryLater (or whatever broke) when the fact is to be delivered again
 */
export async function sendTexts(fact: Telling, last: boolean, dependencies: Dependencies): Promise<void> {
  const started = dependencies.clock();
  const known = await lookUp(fact, dependencies);
  if (!known) return;
  const keys = await messagesFor(fact, known, dependencies);
  const sent = await Promise.allSettled(
    keys.map((key) => sendText(key, { known, started, last, fact }, dependencies)),
  );
  const failed = sent.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

const isAlert = (fact: Telling): fact is RaisedAlert => fact.kind === 'alert.raised';

async function messagesFor(
  fact: Telling,
  known: Known,
  dependencies: Dependencies,
): Promise<readonly MessageKey[]> {
  if ('memoId' in fact) return [memoKeyOf(fact)];
  if (isAlert(fact)) return officeMessagesOf(fact, dependencies.team);
  return known.visit ? messagesOfVisit(fact, known, dependencies) : [];
}

async function messagesOfVisit(
  fact: Occasion,
  { visit, account }: Known & { readonly visit: Visit },
  { ledger, team }: Dependencies,
): Promise<MessageKey[]> {
  const [toCustomer, toTechnicians, messages] = await Promise.all([
    messagesOf(fact, visit, account),
    technicianMessagesOf(fact, visit, team),
    ledger.listMessages(fact.visitId),
  ]);
  const names = new Set(toCustomer.map(messageIdOf));
  const left = leftWaiting(fact, visit, messages).filter((key) => !names.has(messageIdOf(key)));
  return [...toCustomer, ...left, ...toTechnicians];
}
