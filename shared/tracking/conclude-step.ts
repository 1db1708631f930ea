import type { ArrivalEvidence } from '../visits/visit.ts';
import type { Approach } from './approach.ts';
import { decideArrival } from './decide-arrival.ts';
import type { Advanced, DriveState } from './drive-state.ts';
import { isFresh } from './trust.ts';

/** A drive after news of it, once it is known whether Amazon Location took what it was to be shown. */
export interface Concluded {
  readonly state: DriveState;
  /** That the technician has arrived, if so. */
  readonly evidence: ArrivalEvidence | undefined;
}

/**
 * The second half of taking in news of a drive; `advance` is the first.
 * @param before the drive without the news: what Amazon Location did not take counts as never shown
 * @param now epoch ms
 */
export function concludeStep(
  before: DriveState,
  { state: advanced }: Advanced,
  refused: boolean,
  now: number,
): Concluded {
  const state = refused ? { ...advanced, location: before.location } : advanced;
  const { askedAt } = state.location;
  const asked = refused ? { refused } : { ...(askedAt !== undefined && { at: askedAt }) };
  const evidence = decideArrival(state.approach, state.entered, asked, now);
  return { state, evidence: isStillSo(state.approach, now) ? evidence : undefined };
}

/** An arrival learnt of late counts while the van is seen to be there; one that is over is history. */
function isStillSo({ confirmed, stay, last }: Approach, now: number): boolean {
  const seen = stay ? last : confirmed;
  return seen !== undefined && isFresh(seen.at, now);
}
