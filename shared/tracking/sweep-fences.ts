import { HOUR } from '../kernel/time.ts';
import { awaitsLeaving } from '../visits/leave-site.ts';
import { isOver } from '../visits/life.ts';
import type { Visit } from '../visits/visit.ts';
import { readVisits } from '../visits/visit-index-store.ts';
import { deleteFences, listFences } from './geofence-client.ts';

/** Until the next sweep. */
const EVERY = HOUR;

/**
 * Takes away the fences that nobody needs any more: of visits that are over and whose technician left, or will not
 * be waited for until the next sweep, so that none stands two hours after completion. Only what is over for good: a
 * visit that may yet begin again would race with its fence being placed.
 * @param now epoch ms
 */
export async function sweepFences(now: number): Promise<void> {
  const fenced = await listFences();
  const visits = new Map((await readVisits(fenced)).map((visit) => [visit.visitId, visit]));
  await deleteFences(fenced.filter((visitId) => isUseless(visits.get(visitId), now)));
}

const isUseless = (visit: Visit | undefined, now: number): boolean =>
  !visit || (isOver(visit.status) && !awaitsLeaving(visit, now + EVERY));
