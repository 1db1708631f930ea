import type { Ready, Sending, Settle } from './dependencies.ts';
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
export async function claim({ key, draft, visitVersion }: Ready, world: Sending): Promise<Settle> {
  const name = world.newClaim();
  const settle: Settle = (outcome) => world.ledger.settleMessage(key, name, outcome, world.clock());
  try {
    await world.ledger.claimMessage(key, draft, { claim: name, visitVersion, now: world.clock() });
    return settle;
  } catch (error) {
    throw isRefused(error) ? error : new NotClaimed(error, settle);
  }
}

/** True when a claim was surely not had. */
export const isRefused = (error: unknown): boolean => error instanceof MovedOn || error instanceof Taken;
