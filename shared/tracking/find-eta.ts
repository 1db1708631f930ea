import type { Visit } from '../visits/visit.ts';
import type { EtaBody } from '../visits/visit-body.ts';
import { type LiveEta, laterBy, liveView } from './live.ts';
import { findLive } from './live-store.ts';

/** The arrival time of the drive under way, as it is honest to tell it at `now` (epoch ms), whatever was reported. */
export async function findEta(
  { visitId, status, trip }: Pick<Visit, 'visitId' | 'status' | 'trip'>,
  now: number,
): Promise<LiveEta | undefined> {
  const live = status === 'en_route' ? await findLive(visitId, trip) : undefined;
  return live && liveView(live, now).eta;
}

/** The same for the team: later by what was reported. */
export async function findEtaBody(visit: Visit, now: number): Promise<EtaBody | undefined> {
  const eta = await findEta(visit, now);
  if (!eta) return undefined;
  const { arrivesAt, computedAt, distanceMeters } = laterBy(visit.delay, eta);
  return { arrivesAt, computedAt, distanceMeters };
}
