import { log } from '../kernel/log.ts';
import type { Write } from '../kernel/table.ts';
import { stillOpen } from '../team/memo-store.ts';
import type { Dependencies, Ready, Settle } from './dependencies.ts';
import { MovedOn, stillAt, Taken } from './message-store.ts';
import { tellEnd } from './tell-end.ts';

/** Nobody knows whether the claim stands, because its answer was lost; nothing was sent under it. */
export class NotClaimed extends Error {
  readonly settle: Settle;
  constructor(cause: unknown, settle: Settle) {
    super('not claimed', { cause });
    this.settle = settle;
  }
}

/**
 * Takes the right to send a message, alone and at most once.
 * @throws Taken, MovedOn when it is somebody else's, or not true any more; NotClaimed
 */
export async function claim(ready: Ready, dependencies: Dependencies): Promise<Settle> {
  const { key, draft } = ready;
  const name = dependencies.newClaim();
  const settle: Settle = async (outcome) => {
    const { ledger, clock } = dependencies;
    // First, so that an answer of the network finds what it is about; without it the message is as good as sent.
    if (outcome.providerId) {
      // What a member answers is no customer's answer.
      const texted = draft.channel === 'sms' && key.recipient === undefined ? draft.to : undefined;
      await ledger.keepPointer(outcome.providerId, { key, claim: name, texted }, clock()).catch(unnoticed);
    }
    const held = await ledger.settleMessage(key, name, outcome, clock());
    if (held) await tellEnd(ready, outcome, dependencies);
    return held;
  };
  try {
    await dependencies.ledger.claimMessage(key, draft, {
      claim: name,
      holds: whatHolds(ready),
      now: dependencies.clock(),
    });
    return settle;
  } catch (error) {
    throw isRefused(error) ? error : new NotClaimed(error, settle);
  }
}

/** What must still be so for the message to leave. */
const whatHolds = ({ visit, memo }: Ready): Write =>
  visit ? stillAt(visit) : stillOpen(memo, () => new MovedOn());

const unnoticed = (error: Error) => log.warn('what becomes of a message will not be known', error);

/** True when a claim was surely not had. */
export const isRefused = (error: unknown): boolean => error instanceof MovedOn || error instanceof Taken;
