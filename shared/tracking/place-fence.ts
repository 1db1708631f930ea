import { findAccount } from '../team/account-store.ts';
import { awaitsLeaving } from '../visits/leave-site.ts';
import type { Visit } from '../visits/visit.ts';
import { findVisit } from '../visits/visit-store.ts';
import type { Site } from './approach.ts';
import { deleteFences, putFence } from './geofence-client.ts';

/** What becomes of a fence. */
type Wanted = Site | 'as it is' | 'none';

/**
 * Lets the fence of a visit stand while it is en route to an address that is known, and from then on until its
 * technician leaves, two hours after completion at most. It goes by the visit as it is now, not by what happened, so
 * late and repeated events do no harm; and it looks again afterwards, lest two of them overtake each other.
 * @param now epoch ms
 */
export async function placeFence(visitId: string, now: number): Promise<void> {
  let visit = await findVisit(visitId);
  for (;;) {
    const wanted = visit ? await wantedFor(visit, now) : 'none';
    if (wanted === 'none') await deleteFences([visitId]);
    else if (wanted !== 'as it is') await putFence(visitId, wanted);
    const after = await findVisit(visitId);
    if (after?.version === visit?.version) return;
    visit = after;
  }
}

async function wantedFor(visit: Visit, now: number): Promise<Wanted> {
  // It stands since somebody set off, and calls are billed.
  if (awaitsLeaving(visit, now)) return 'as it is';
  const { verified, lat, lng } = visit.address;
  if (visit.status !== 'en_route' || !verified || lat === undefined || lng === undefined) return 'none';
  const account = await findAccount(visit.accountId, now);
  return account ? { lat, lng, radiusMeters: account.settings.arrival.radiusMeters } : 'none';
}
