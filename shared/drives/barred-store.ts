import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { conditionFailed, documents, positionsTable, throughConflicts } from '../kernel/table.ts';
import { DAY, ttl } from '../kernel/time.ts';
import { latestKey } from './drive.ts';

/**
 * Why a technician's positions are refused: access ended, or the account is not switched on. Kept beside the
 * position, because the position path reads neither member nor account.
 */
export type Barred = 'revoked' | 'account_not_enabled';

/** Refuses every further position of a member, and forgets the last ones. */
export async function barPositions(memberId: string, accountId: string, why: Barred): Promise<void> {
  const command = new UpdateCommand({
    TableName: positionsTable(),
    Key: latestKey(memberId),
    // Without an expiry: what refuses must not go away by itself.
    UpdateExpression:
      'SET barred = :why, accountId = :account, #type = :type, #schema = :schema REMOVE expiresAt, fixes, #at, said',
    ExpressionAttributeNames: { '#type': 'type', '#schema': 'schema', '#at': 'at' },
    ExpressionAttributeValues: { ':why': why, ':account': accountId, ':type': 'latest', ':schema': 1 },
  });
  await throughConflicts(() => documents.send(command));
}

/** Lets a member report positions again. */
export async function admitPositions(memberId: string, now: number): Promise<void> {
  const command = new UpdateCommand({
    TableName: positionsTable(),
    Key: latestKey(memberId),
    UpdateExpression: 'SET expiresAt = :expires REMOVE barred',
    ConditionExpression: 'attribute_exists(barred)',
    ExpressionAttributeValues: { ':expires': ttl(now + DAY) },
  });
  try {
    await throughConflicts(() => documents.send(command));
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}
