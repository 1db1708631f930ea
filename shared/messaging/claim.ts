import type { Dependencies, Ready, Settle } from './dependencies.ts';
import { MovedOn, Taken } from './message-store.ts';

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
export async function claim(
  { key, draft, visitVersion }: Ready,
  dependencies: Dependencies,
): Promise<Settle> {
  const name = dependencies.newClaim();
  const settle: Settle = (outcome) =>
    dependencies.ledger.settleMessage(key, name, outcome, dependencies.clock());
  try {
    await dependencies.ledger.claimMessage(key, draft, {
      claim: name,
      visitVersion,
      now: dependencies.clock(),
    });
    return settle;
  } catch (error) {
    throw isRefused(error) ? error : new NotClaimed(error, settle);
  }
}

/** True when a claim was surely not had. */
export const isRefused = (error: unknown): boolean => error instanceof MovedOn || error instanceof Taken;
