import { isDeepStrictEqual } from 'node:util';
import { findWhereabouts } from '../drives/whereabouts-store.ts';
import { drivenBy } from '../vehicles/turn-store.ts';
import { changeVisit } from './change-visit.ts';
import { driving } from './driven-vehicle.ts';
import { nextVersion } from './edit.ts';
import type { Visit } from './visit.ts';
import { findVisit } from './visit-store.ts';

/**
 * What a member drives has changed: the customer they are on the way to is told what to look out for now. By how it
 * stands at this moment, so that what comes late or twice does no harm; no step, and nothing for the timeline.
 * @param now epoch ms
 */
export async function showVehicle(memberId: string, now: number): Promise<void> {
  const { drive } = await findWhereabouts(memberId);
  const visit = drive && (await findVisit(drive.visitId));
  if (!visit) return;
  const driven = await drivenBy([memberId]);
  await changeVisit({ visit, now }, (current) => {
    const technicians = current.technicians.map((one) =>
      one.memberId === memberId ? driving(one, driven) : one,
    );
    if (!isDrivenBy(current, memberId) || isDeepStrictEqual(technicians, current.technicians))
      return undefined;
    return { after: { ...nextVersion(current, now), technicians }, facts: [] };
  });
}

const isDrivenBy = ({ status, driverId }: Visit, memberId: string): boolean =>
  status === 'en_route' && driverId === memberId;
