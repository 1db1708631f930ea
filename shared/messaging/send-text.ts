import { epoch, type Instant, SECOND } from '../kernel/time.ts';
import type { Account } from '../team/settings.ts';
import type { Visit } from '../visits/visit.ts';
import { claim, isRefused, NotClaimed, tellEnd } from './claim.ts';
import { type Decision, decideMessage, type Occasion } from './decide-message.ts';
import { type Dependencies, type Ready, RetryLater } from './dependencies.ts';
import { draftText } from './draft-text.ts';
import { isBeingSent, isUnanswered, type Message } from './message.ts';
import type { Outcome } from './message-store.ts';
import { mentions, withLink } from './render-text.ts';
import { sendPush } from './send-push.ts';

const TRIES = 3;
/** No new try after this long: the function has 11 s, and an answer may take three of them. */
const TRY_FOR = 7 * SECOND;
const WAIT_FOR_ETA = 5 * SECOND;

/**
 * Tells the customer what a fact gives reason to tell: never twice, and never lost. Returns when there is nothing
 * (more) to do.
 * @throws RetryLater (or whatever broke) when the fact is to be delivered again; after the last delivery of a refused
 * text the ledger says `failed`
 */
export async function sendText(fact: Occasion, last: boolean, dependencies: Dependencies): Promise<void> {
  const started = dependencies.clock();
  for (let attempt = 1; ; attempt++) {
    const refusal = await tryToSend(fact, started, dependencies);
    if (!refusal) return;
    const over = attempt === TRIES || refusal.permanent || dependencies.clock() - started > TRY_FOR;
    await refusal.settle({
      state: over && (last || refusal.permanent) ? 'failed' : 'queued',
      reason: refusal.reason,
    });
    if (over) throw new RetryLater(refusal.reason, { cause: refusal.cause });
    await dependencies.sleep(100 * 2 ** attempt);
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
  fact: Occasion,
  started: number,
  dependencies: Dependencies,
): Promise<Refusal | undefined> {
  const visit = await dependencies.findVisit(fact.visitId);
  const account = visit && (await dependencies.findAccount(visit.accountId, dependencies.clock()));
  const decision = account && (await decideMessage(fact, visit, account, dependencies.clock()));
  if (!decision) return undefined;
  const { key, template } = decision;
  const message = await dependencies.ledger.findMessage(key);
  if (message && (await isSettled(message, decision, dependencies))) return undefined;
  const link = mentions(template, 'link')
    ? await dependencies.linkOf(visit.visitId, visit.link.generation)
    : '';
  const draft = draftText(template, { visit, account, link, now: dependencies.clock() });
  const ready = { key, draft, link, visitVersion: visit.version, was: message?.state };
  const unsent = async (outcome: Outcome) => {
    const held = await dependencies.ledger.recordUnsent(key, draft, outcome, dependencies.clock());
    if (held) tellEnd(ready, outcome, dependencies);
  };
  try {
    return await carryOut(decision, { ...ready, visit, account, started, unsent }, dependencies);
  } catch (error) {
    // Another delivery, or another change of the visit, was quicker.
    if (isRefused(error)) return { reason: 'changed meanwhile', permanent: false, settle: unsent };
    if (!(error instanceof NotClaimed)) throw error;
    const settle = async (outcome: Outcome) => (await error.settle(outcome)) || unsent(outcome);
    return { reason: 'not claimed', cause: error.cause, permanent: false, settle };
  }
}

interface Circumstances extends Ready {
  readonly visit: Visit;
  readonly account: Account;
  readonly started: number;
  /** Writes down that it does not leave now. */
  readonly unsent: (outcome: Outcome) => Promise<unknown>;
}

/** To the devices where that is the way, else by text. @throws Taken, MovedOn */
async function carryOut(
  { template, suppress, push }: Decision,
  { visit, account, started, unsent, ...ready }: Circumstances,
  dependencies: Dependencies,
): Promise<Refusal | undefined> {
  const { customerId, phone } = visit.customer;
  if (
    push &&
    (await sendPush({ ...ready, customerId, title: account.settings.company.name }, dependencies))
  ) {
    return undefined;
  }
  if (suppress) {
    await unsent({ state: 'suppressed', reason: suppress });
    return undefined;
  }
  const [optedOut, eta] = await Promise.all([
    dependencies.isOptedOut(phone).catch((error: Error) => error),
    awaitEta(visit, template, started, dependencies),
  ]);
  // Whoever may have said STOP gets nothing: the text waits, and is told of, until somebody can answer.
  if (optedOut instanceof Error) {
    return { reason: `opt-out not known: ${optedOut.name}`, permanent: false, settle: unsent };
  }
  if (optedOut) {
    await unsent({ state: 'suppressed', reason: 'opted_out' });
    return undefined;
  }
  const draft = draftText(template, { visit, account, link: ready.link, eta, now: dependencies.clock() });
  return claimAndPublish({ ...ready, draft }, dependencies);
}

/**
 * True when the text has left, or nobody will know whether it has.
 * @throws RetryLater while somebody else is sending it, and for a failed text that is out of date by now: it must not
 * leave the queue in silence
 */
async function isSettled(
  message: Message,
  { key, suppress }: Decision,
  dependencies: Dependencies,
): Promise<boolean> {
  const { ledger, clock } = dependencies;
  if (isBeingSent(message, clock())) throw new RetryLater('being sent');
  if (isUnanswered(message, clock())) {
    const held = await ledger.settleMessage(key, message.claim ?? '', { state: 'unknown' }, clock());
    if (held) tellEnd({ key, draft: message }, { state: 'unknown' }, dependencies);
    return true;
  }
  if (message.state === 'failed' && suppress) throw new RetryLater(message.reason ?? 'failed');
  return ['sent', 'delivered', 'unknown'].includes(message.state);
}

async function claimAndPublish(ready: Ready, dependencies: Dependencies): Promise<Refusal | undefined> {
  const settle = await claim(ready, dependencies);
  const { draft, link } = ready;
  const answer = await dependencies.publish(draft.to, withLink(draft.text, link));
  if (answer.kind === 'silence') throw new RetryLater(`no answer: ${answer.reason}`);
  if (answer.kind === 'refused') return { ...answer, settle };
  if (answer.kind === 'opted_out') await settle({ state: 'suppressed', reason: 'opted_out' });
  else await settle({ state: 'sent', providerId: answer.providerId });
  return undefined;
}

/** The arrival time, if it is known within 5 s of setting off; a text never waits for it any longer. */
async function awaitEta(
  visit: Visit,
  template: string,
  started: number,
  { findEta, clock, sleep }: Dependencies,
): Promise<Instant | undefined> {
  if (visit.status !== 'en_route' || !visit.address.verified || !mentions(template, 'eta')) return undefined;
  const deadline = Math.min(started, epoch(visit.updatedAt)) + WAIT_FOR_ETA;
  for (;;) {
    const eta = await findEta(visit.visitId, visit.trip, clock()).catch(() => undefined);
    if (eta || clock() + 500 > deadline) return eta;
    await sleep(500);
  }
}
