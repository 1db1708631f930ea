import type { Visit } from '../visits/visit.ts';
import { findDrive } from './drive-state-store.ts';
import type { LiveRoute } from './live.ts';
import { routeAhead } from './public-drive.ts';

/** The way ahead on the drive to a visit, which is told to nobody but whoever drives. */
export async function findWay(
  { visitId, status, trip, driverId }: Pick<Visit, 'visitId' | 'status' | 'trip' | 'driverId'>,
  memberId: string,
): Promise<LiveRoute | undefined> {
  if (status !== 'en_route' || driverId !== memberId) return undefined;
  const drive = await findDrive(visitId, trip);
  return drive && routeAhead(drive);
}
