import type { Drive } from '../drives/drive.ts';
import { beginDrive, endDrive } from '../drives/drive-store.ts';
import type { Write } from '../kernel/table.ts';
import { epoch } from '../kernel/time.ts';
import type { Visit } from './visit.ts';

/** What a change of a visit means for the drive to it. */
interface DriveChange {
  readonly before?: Visit;
  readonly after: Visit;
  /** Epoch ms. */
  readonly now: number;
  /** The arrival circle, in metres. */
  readonly radiusMeters?: number;
}

/** Setting off begins a drive; whatever ends it takes it away in the same transaction. */
export function driveWrite({ before, after, now, radiusMeters }: DriveChange): Write | undefined {
  const was = before?.status === 'en_route' ? before : undefined;
  if (after.status !== 'en_route') {
    const end = after.status === 'arrived' ? 'arrived' : 'over';
    return was?.driverId ? endDrive(was.driverId, was.visitId, end) : undefined;
  }
  if (was?.trip === after.trip) return undefined;
  if (!after.driverId || radiusMeters === undefined) throw new Error('A drive needs a driver and a circle.');
  return beginDrive(after.driverId, driveOf(after, radiusMeters), now);
}

/** What counts for a drive from its beginning on; an address that could not be verified has no site. */
const driveOf = (visit: Visit, radiusMeters: number): Drive => ({
  visitId: visit.visitId,
  accountId: visit.accountId,
  trip: visit.trip,
  since: epoch(visit.changedAt),
  ...(visit.enRouteAt !== visit.changedAt && { continues: true }),
  ...siteOf(visit.address, radiusMeters),
  ...(visit.mustLeaveFirst && { mustLeaveFirst: true }),
});

const siteOf = ({ verified, lat, lng }: Visit['address'], radiusMeters: number) =>
  verified && lat !== undefined && lng !== undefined ? { site: { lat, lng, radiusMeters } } : {};
