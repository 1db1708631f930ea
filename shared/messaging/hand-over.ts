import { isOver } from '../visits/life.ts';
import { awaitEta } from './await-eta.ts';
import { claim } from './claim.ts';
import type { Decision } from './decide-message.ts';
import { type Dependencies, type Ready, RetryLater } from './dependencies.ts';
import type { Outcome } from './message-store.ts';
import type { Occasion } from './occasion.ts';
import { sendPush } from './send-push.ts';
import type { Telling } from './team-occasion.ts';
import { draftOf } from './what-to-say.ts';

/** Surely not sent; `settle` writes down how it goes on. */
export interface Refusal {
  readonly reason: string;
  readonly cause?: unknown;
  readonly permanent: boolean;
  readonly settle: (outcome: Outcome) => Promise<unknown>;
}

type Circumstances = Ready & {
  readonly fact: Telling;
  /** When its sending began, epoch ms. */
  readonly started: number;
  /** Writes down that it does not leave now. */
  readonly unsent: (outcome: Outcome) => Promise<unknown>;
};

/** Of alerts and memos nobody has quiet hours. */
const isOccasion = (fact: Telling): fact is Occasion => 'version' in fact;

/**
 * Does as was decided: by the devices where that is the way, else by its channel, or not at all.
 * @throws Taken, MovedOn, NotClaimed; RetryLater when nobody knows whether it left
 */
export async function handOver(
  decision: Decision,
  { started, fact, unsent, ...ready }: Circumstances,
  dependencies: Dependencies,
): Promise<Refusal | undefined> {
  const { template, suppress, push } = decision;
  const { key, visit, account } = ready;
  if (push && (await sendPush({ ...ready, elseText: !suppress }, dependencies))) return undefined;
  if (suppress === 'quiet_hours' && visit && isOccasion(fact)) {
    await dependencies.hold(fact, visit, dependencies.clock());
  }
  if (suppress) {
    await unsent({ state: 'suppressed', reason: suppress });
    return undefined;
  }
  const addressed = visit && {
    accountId: visit.accountId,
    customerId: visit.customer.customerId,
    isOver: isOver(visit.status),
  };
  const [refusal, eta] = await Promise.all([
    dependencies.channels[key.asked].suppressionOf(ready.draft.to, addressed).catch((error: Error) => error),
    visit && awaitEta(key.kind, visit, template, started, dependencies),
  ]);
  // Whoever may have said STOP gets nothing: the message waits, and is told of, until somebody can answer.
  if (refusal instanceof Error) {
    return { reason: `opt-out not known: ${refusal.name}`, permanent: false, settle: unsent };
  }
  if (refusal) {
    await unsent({ state: 'suppressed', reason: refusal });
    return undefined;
  }
  const draft = await draftOf(decision, ready, { account, link: ready.link, eta }, dependencies.clock());
  return publish({ ...ready, draft }, dependencies);
}

async function publish(ready: Ready, dependencies: Dependencies): Promise<Refusal | undefined> {
  const settle = await claim(ready, dependencies);
  const answer = await dependencies.channels[ready.key.asked].publish(ready);
  if (answer.kind === 'silence') throw new RetryLater(`no answer: ${answer.reason}`);
  if (answer.kind === 'refused') return { ...answer, settle };
  if (answer.kind === 'suppressed') await settle({ state: 'suppressed', reason: answer.reason });
  else await settle({ state: 'sent', providerId: answer.providerId });
  return undefined;
}
