import type { ArrivalEvidence } from '../visits/visit.ts';
import { decideArrival } from './decide-arrival.ts';
import type { Advanced, DriveState } from './drive-state.ts';

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
  return { state, evidence: decideArrival(state.approach, state.entered, asked, now) };
}
