import { SECOND } from '../kernel/time.ts';
import { aboutOf, type Known } from './about.ts';
import { isSettled } from './already-settled.ts';
import { isRefused, NotClaimed } from './claim.ts';
import { type Dependencies, RetryLater } from './dependencies.ts';
import { handOver, type Refusal } from './hand-over.ts';
import { lookUp } from './look-up.ts';
import type { MessageKey } from './message.ts';
import type { Outcome } from './message-store.ts';
import type { Telling } from './team-occasion.ts';
import { tellEnd } from './tell-end.ts';
import { decide, draftOf, needsLink } from './what-to-say.ts';

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
    known = await lookUp(sending.fact, dependencies);
  }
}

async function tryToSend(
  key: MessageKey,
  { known, started, fact }: Omit<Sending, 'last'>,
  dependencies: Dependencies,
): Promise<Refusal | undefined> {
  const about = aboutOf(key, known);
  if (!about) return undefined;
  const { account } = known;
  const message = await dependencies.ledger.findMessage(key);
  const decision = await decide(about, message, account, dependencies);
  if (message && (await isSettled(message, decision, about, dependencies))) return undefined;
  const { visit } = about;
  const isLinked = visit && needsLink(decision);
  const link = isLinked ? await dependencies.linkOf(visit.visitId, visit.link.generation) : '';
  const draft = await draftOf(decision, about, { account, link }, dependencies.clock());
  const ready = { ...about, draft, link, account, was: message?.state, factId: fact.factId };
  const unsent = async (outcome: Outcome) => {
    const held = await dependencies.ledger.recordUnsent(key, draft, outcome, dependencies.clock());
    if (held) await tellEnd(ready, outcome, dependencies);
  };
  try {
    return await handOver(decision, { ...ready, started, fact, unsent }, dependencies);
  } catch (error) {
    // Another delivery, or another change of the visit, was quicker.
    if (isRefused(error)) return { reason: 'changed meanwhile', permanent: false, settle: unsent };
    if (!(error instanceof NotClaimed)) throw error;
    const settle = async (outcome: Outcome) => (await error.settle(outcome)) || unsent(outcome);
    return { reason: 'not claimed', cause: error.cause, permanent: false, settle };
  }
}
