import { conflict } from '../kernel/problem.ts';
import { positionsTable, type Write } from '../kernel/table.ts';
import { DAY, ttl } from '../kernel/time.ts';
import { type Drive, latestKey } from './drive.ts';

/** Thrown when a drive to be ended is not there: nothing to end, and no reason to refuse what ends it. */
export class DriveElsewhere extends Error {}

/**
 * The write that puts a drive beside a technician's latest position, so that there is one at most and fixes count
 * for it alone.
 * @param now epoch ms
 * @throws (by the transaction it is part of) Problem 409 with `conflictingVisitId` when the technician is on the way
 * to another visit, or is barred
 */
export const beginDrive = (memberId: string, drive: Drive, now: number): Write => ({
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

/**
 * The write that takes a drive away again; one that has arrived is kept as a stay.
 * @throws (by the transaction it is part of) DriveElsewhere when there is none to this visit
 */
export const endDrive = (memberId: string, visitId: string, end: 'arrived' | 'over'): Write => ({
  Update: {
    TableName: positionsTable(),
    Key: latestKey(memberId),
    UpdateExpression: end === 'arrived' ? 'SET stay = drive REMOVE drive' : 'REMOVE drive',
    ConditionExpression: 'drive.visitId = :visit',
    ExpressionAttributeValues: { ':visit': visitId },
  },
  otherwise: () => new DriveElsewhere(),
});
