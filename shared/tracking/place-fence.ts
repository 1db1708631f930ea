import { findAccount } from '../team/account-store.ts';
import type { Visit } from '../visits/visit.ts';
import { findVisit } from '../visits/visit-store.ts';
import type { Site } from './approach.ts';
import { deleteFence, putFence } from './geofence-client.ts';

/**
 * Lets the fence of a visit stand exactly while it is en route to an address that is known. It goes by the visit
 * as it is now, not by what happened, so late and repeated events do no harm; and it looks again afterwards,
 * lest two of them overtake each other.
 */
export async function placeFence(visitId: string, now: number): Promise<void> {
  let visit = await findVisit(visitId);
  for (;;) {
    const site = visit && (await siteOf(visit, now));
    await (site ? putFence(visitId, site) : deleteFence(visitId));
    const after = await findVisit(visitId);
    if (after?.version === visit?.version) return;
    visit = after;
  }
}

async function siteOf(visit: Visit, now: number): Promise<Site | undefined> {
  const { verified, lat, lng } = visit.address;
  if (visit.status !== 'en_route' || !verified || lat === undefined || lng === undefined) return undefined;
  const account = await findAccount(visit.accountId, now);
  return account && { lat, lng, radiusMeters: account.settings.arrival.radiusMeters };
}
