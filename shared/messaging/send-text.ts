import { SECOND } from '../kernel/time.ts';
import { PLACEHOLDERS } from '../team/message-template.ts';
import type { Visit } from '../visits/visit.ts';
import { awaitEta } from './await-eta.ts';
import { claim, isRefused, NotClaimed } from './claim.ts';
import { decideAnswer } from './decide-answer.ts';
import { decideForMember } from './decide-for-member.ts';
import { type Decision, decideMessage } from './decide-message.ts';
import { type Dependencies, type Ready, RetryLater } from './dependencies.ts';
import { draftMail } from './draft-mail.ts';
import type { Told } from './fill-in.ts';
import { type Known, lookUp } from './look-up.ts';
import {
  type Draft,
  hasTemplate,
  isBeingSent,
  isUnanswered,
  isUndelivered,
  type Message,
  type MessageKey,
} from './message.ts';
import type { Outcome } from './message-store.ts';
import { mentions } from './render-text.ts';
import { sendPush } from './send-push.ts';
import type { Telling } from './team-occasion.ts';
import { alertOffice, tellEnd } from './tell-end.ts';

const TRIES = 3;
/** No new try after this long: the function has 11 s, and an answer may take three of them. */
const TRY_FOR = 7 * SECOND;

export interface Sending {
  /** As it was when the fact was looked at; read again for another try. */
  readonly known: Known;
  /** Epoch milliseconds. */
  readonly started: number;
  /** The last delivery of its fact. */
  readonly last: boolean;
  readonly fact: Telling;
}

/**
 * Sends a message, unless it has left, or there is a reason not to.
 * @throws RetryLater (or whatever broke) when it is to be tried again later; after the last delivery of a refused one
 * the ledger says `failed`
 */
export async function sendText(
  key: MessageKey,
  { last, ...sending }: Sending,
  dependencies: Dependencies,
): Promise<void> {
  const { started } = sending;
  let known: Known | undefined = sending.known;
  for (let attempt = 1; known; attempt++) {
    const refusal = await tryToSend(key, { ...sending, known }, dependencies);
    if (!refusal) return;
    const over = attempt === TRIES || refusal.permanent || dependencies.clock() - started > TRY_FOR;
    await refusal.settle({
      state: over && (last || refusal.permanent) ? 'failed' : 'queued',
      reason: refusal.reason,
    });
    if (over) throw new RetryLater(refusal.reason, { cause: refusal.cause });
    await dependencies.sleep(100 * 2 ** attempt);
    known = await lookUp(key.visitId, dependencies);
  }
}

/** Surely not sent; `settle` writes down how it goes on. */
interface Refusal {
  readonly reason: string;
  readonly cause?: unknown;
  readonly permanent: boolean;
  readonly settle: (outcome: Outcome) => Promise<unknown>;
}

async function tryToSend(
  key: MessageKey,
  { known: { visit, account }, started, fact }: Omit<Sending, 'last'>,
  dependencies: Dependencies,
): Promise<Refusal | undefined> {
  const message = await dependencies.ledger.findMessage(key);
  const decision = await decide(key, message, { visit, account }, dependencies);
  const { template } = decision;
  if (message && (await isSettled(message, decision, visit, dependencies))) return undefined;
  const link = needsLink(key, template)
    ? await dependencies.linkOf(visit.visitId, visit.link.generation)
    : '';
  const draft = await draftOf(decision, { visit, account, link }, dependencies);
  const ready = { key, draft, link, visit, account, was: message?.state, factId: fact.factId };
  const unsent = async (outcome: Outcome) => {
    const held = await dependencies.ledger.recordUnsent(key, draft, outcome, dependencies.clock());
    if (held) await tellEnd(ready, outcome, dependencies);
  };
  try {
    return await carryOut(decision, { ...ready, started, fact, unsent }, dependencies);
  } catch (error) {
    // Another delivery, or another change of the visit, was quicker.
    if (isRefused(error)) return { reason: 'changed meanwhile', permanent: false, settle: unsent };
    if (!(error instanceof NotClaimed)) throw error;
    const settle = async (outcome: Outcome) => (await error.settle(outcome)) || unsent(outcome);
    return { reason: 'not claimed', cause: error.cause, permanent: false, settle };
  }
}

/** A mail has a button besides. */
const needsLink = (key: MessageKey, template: string): boolean =>
  mentions(template, 'link') ||
  (key.asked === 'email' && hasTemplate(key) && PLACEHOLDERS[key.kind].includes('link'));

function decide(
  key: MessageKey,
  written: Message | undefined,
  known: Known,
  dependencies: Dependencies,
): Promise<Decision> {
  const now = dependencies.clock();
  if (key.recipient !== undefined) return decideForMember(key, known, dependencies);
  if (!hasTemplate(key)) return decideAnswer(key, written, known, now);
  return decideMessage(key, known.visit, known.account, now);
}

interface Circumstances extends Ready {
  readonly fact: Telling;
  readonly started: number;
  /** Writes down that it does not leave now. */
  readonly unsent: (outcome: Outcome) => Promise<unknown>;
}

/** To the devices where that is the way, else by its channel. @throws Taken, MovedOn */
async function carryOut(
  decision: Decision,
  { started, fact, unsent, ...ready }: Circumstances,
  dependencies: Dependencies,
): Promise<Refusal | undefined> {
  const { template, suppress, push } = decision;
  const { key, visit, account } = ready;
  if (push && (await sendPush({ ...ready, elseText: !suppress }, dependencies))) return undefined;
  if (suppress === 'quiet_hours' && fact.kind !== 'alert.raised') {
    await dependencies.hold(fact, visit, dependencies.clock());
  }
  if (suppress) {
    await unsent({ state: 'suppressed', reason: suppress });
    return undefined;
  }
  const addressed = { accountId: visit.accountId, customerId: visit.customer.customerId };
  const [refusal, eta] = await Promise.all([
    dependencies.channels[key.asked].suppressionOf(ready.draft.to, addressed).catch((error: Error) => error),
    awaitEta(key.kind, visit, template, started, dependencies),
  ]);
  // Whoever may have said STOP gets nothing: the message waits, and is told of, until somebody can answer.
  if (refusal instanceof Error) {
    return { reason: `opt-out not known: ${refusal.name}`, permanent: false, settle: unsent };
  }
  if (refusal) {
    await unsent({ state: 'suppressed', reason: refusal });
    return undefined;
  }
  const draft = await draftOf(decision, { visit, account, link: ready.link, eta }, dependencies);
  return claimAndPublish({ ...ready, draft }, dependencies);
}

/** Not every fact makes a text: how long one is takes 37 KB to know, which wait until there is one. */
async function draftOf(
  { key, template, phone = '' }: Decision,
  about: Omit<Told, 'now' | 'technicianId'> & Pick<Ready, 'visit'>,
  { clock }: Dependencies,
): Promise<Draft> {
  if (key.recipient !== undefined) {
    const { draftForMember } = await import('./draft-for-member.ts');
    return draftForMember(key.kind, template, { ...about, phone, now: clock() });
  }
  if (!hasTemplate(key)) return (await import('./draft-answer.ts')).draftAnswer(key, template, about);
  const told = {
    ...about,
    ...(key.kind === 'running_late' && { eta: about.visit.delay?.arrivesAt }),
    ...(key.kind === 'dispatched' && { technicianId: key.occasion }),
    now: clock(),
  };
  if (key.asked === 'email') return draftMail(key.kind, template, told);
  return (await import('./draft-text.ts')).draftText(template, told);
}

/**
 * True when the message has left, or nobody will know whether it has.
 * @throws RetryLater while somebody else is sending it, and for a failed one that is out of date by now: it must not
 * leave the queue in silence
 */
async function isSettled(
  message: Message,
  { key, suppress }: Decision,
  visit: Visit,
  dependencies: Dependencies,
): Promise<boolean> {
  const { ledger, clock } = dependencies;
  if (isBeingSent(message, clock())) throw new RetryLater('being sent');
  if (isUnanswered(message, clock())) {
    const { claim: lost = '' } = message;
    const held = await ledger.settleMessage(key, lost, { state: 'unknown' }, clock());
    if (held) await tellEnd({ key, draft: message, visit, factId: lost }, { state: 'unknown' }, dependencies);
    return true;
  }
  // Told already, unless somebody crashed in between.
  if (message.state === 'unknown') {
    await alertOffice({ key, visit, state: 'unknown', time: message.claim ?? '' }, dependencies);
  }
  if (isUndelivered(message)) return true;
  if (message.state === 'failed' && suppress) throw new RetryLater(message.reason ?? 'failed');
  if (message.state !== 'sent' && message.state !== 'unknown') return message.state === 'delivered';
  if (key.kind === 'review') await dependencies.noteReview(visit, message.state);
  return true;
}

async function claimAndPublish(ready: Ready, dependencies: Dependencies): Promise<Refusal | undefined> {
  const settle = await claim(ready, dependencies);
  const answer = await dependencies.channels[ready.key.asked].publish(ready);
  if (answer.kind === 'silence') throw new RetryLater(`no answer: ${answer.reason}`);
  if (answer.kind === 'refused') return { ...answer, settle };
  if (answer.kind === 'suppressed') await settle({ state: 'suppressed', reason: answer.reason });
  else await settle({ state: 'sent', providerId: answer.providerId });
  return undefined;
}
