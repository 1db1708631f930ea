import type { Visit } from '../visits/visit.ts';
import { type LiveEta, liveView } from './live.ts';
import { findLive } from './live-store.ts';

/** The arrival time of the drive under way, as it is honest to tell it at `now` (epoch ms), whatever was reported. */
export async function findEta(
  { visitId, status, trip }: Pick<Visit, 'visitId' | 'status' | 'trip'>,
  now: number,
): Promise<LiveEta | undefined> {
  const live = status === 'en_route' ? await findLive(visitId, trip) : undefined;
  return live && liveView(live, now).eta;
}
