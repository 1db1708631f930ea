import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { driveKey, latestKey } from '../drives/drive.ts';
import { noteExit } from '../drives/stay-store.ts';
import { conditionFailed, documents, positionsTable, throughConflicts } from '../kernel/table.ts';

/** Amazon Location's word that a device went into, or out of, the fence of a visit. */
export interface Crossing {
  readonly visitId: string;
  readonly trip: number;
  readonly direction: 'entered' | 'exited';
  /** Epoch ms of the fix. */
  readonly at: number;
}

/**
 * Puts it beside the technician's latest position, as evidence; its stream decides. An ENTER is about the drive, an
 * EXIT about the stay after it: of one that is over, or not newer than what is known already (events come twice), it
 * changes nothing.
 */
export async function recordCrossing({ visitId, trip, direction, at }: Crossing): Promise<void> {
  const memberId = await driverOf(visitId, trip);
  if (!memberId) return;
  if (direction === 'exited') return noteExit(memberId, { visitId, trip }, at);
  const update = new UpdateCommand({
    TableName: positionsTable(),
    Key: latestKey(memberId),
    UpdateExpression: 'SET drive.entered = :crossing',
    ConditionExpression:
      'drive.visitId = :visit AND drive.trip = :trip AND (attribute_not_exists(drive.entered) OR drive.entered.#at < :at)',
    ExpressionAttributeNames: { '#at': 'at' },
    ExpressionAttributeValues: { ':crossing': { at }, ':visit': visitId, ':trip': trip, ':at': at },
  });
  try {
    await throughConflicts(() => documents.send(update));
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}

async function driverOf(visitId: string, trip: number): Promise<string | undefined> {
  const { Item } = await documents.send(
    new GetCommand({
      TableName: positionsTable(),
      Key: driveKey(visitId, trip),
      ConsistentRead: true,
      ProjectionExpression: 'memberId',
    }),
  );
  return Item?.['memberId'] as string | undefined;
}
