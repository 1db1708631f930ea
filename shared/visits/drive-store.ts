import { type Drive, latestKey } from '../drives/drive.ts';
import { conflict } from '../kernel/problem.ts';
import { positionsTable, type Write } from '../kernel/table.ts';
import { DAY, epoch, ttl } from '../kernel/time.ts';
import type { Visit } from './visit.ts';
import type { VisitChange } from './visit-store.ts';

/** Thrown when a drive to be ended is not there: nothing to end, and no reason to refuse what ends it. */
export class DriveElsewhere extends Error {}

/**
 * Setting off puts the drive beside the technician's latest position, so that there is one at most and fixes count
 * for it alone; whatever ends it takes it away in the same transaction.
 */
export function driveWrite({ before, after, now, radiusMeters }: VisitChange): Write | undefined {
  const was = before?.status === 'en_route' ? before : undefined;
  if (after.status !== 'en_route') return was?.driverId ? end(was.visitId, was.driverId) : undefined;
  if (was?.trip === after.trip) return undefined;
  if (!after.driverId || radiusMeters === undefined) throw new Error('A drive needs a driver and a circle.');
  return begin(after.driverId, driveOf(after, radiusMeters), now);
}

/** What counts for a drive from its beginning on; an address that could not be verified has no site. */
export const driveOf = (visit: Visit, radiusMeters: number): Drive => ({
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

const begin = (memberId: string, drive: Drive, now: number): Write => ({
  Update: {
    TableName: positionsTable(),
    Key: latestKey(memberId),
    UpdateExpression:
      'SET drive = :drive, accountId = :account, expiresAt = :expires, #type = :type, #schema = :schema',
    ConditionExpression:
      'attribute_not_exists(barred) AND (attribute_not_exists(drive) OR drive.visitId = :visit)',
    ExpressionAttributeNames: { '#type': 'type', '#schema': 'schema' },
    ExpressionAttributeValues: {
      ':drive': drive,
      ':account': drive.accountId,
      ':expires': ttl(now + DAY),
      ':type': 'latest',
      ':schema': 1,
      ':visit': drive.visitId,
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
  otherwise: (old) => refusal(old),
});

function refusal(old: Record<string, unknown> | undefined): Error {
  const drive = old?.['drive'] as Drive | undefined;
  if (!drive) return conflict('technician-barred', 'The access of this technician has ended.');
  const detail = 'The technician is on the way to another visit.';
  return conflict('en-route-elsewhere', detail, { conflictingVisitId: drive.visitId });
}

const end = (visitId: string, memberId: string): Write => ({
  Update: {
    TableName: positionsTable(),
    Key: latestKey(memberId),
    UpdateExpression: 'REMOVE drive',
    ConditionExpression: 'drive.visitId = :visit',
    ExpressionAttributeValues: { ':visit': visitId },
  },
  otherwise: () => new DriveElsewhere(),
});
