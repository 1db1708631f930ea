import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { conditionFailed, documents, positionsTable, throughConflicts } from '../kernel/table.ts';
import { type Gone, latestKey } from './drive.ts';

/** A stay, by the visit and the drive that led to it. */
export interface WhichStay {
  readonly visitId: string;
  readonly trip: number;
}

/** Ends a stay; of one that another has taken the place of, nothing is left to end. */
export const endStay = (memberId: string, stay: WhichStay): Promise<void> =>
  change(memberId, stay, { UpdateExpression: 'REMOVE stay' });

/** Notes that the technician was seen inside, and so has not left. @param at epoch ms of the fix */
export const noteInside = (memberId: string, stay: WhichStay, at: number): Promise<void> =>
  change(memberId, stay, {
    UpdateExpression: 'SET stay.insideAt = :at REMOVE stay.gone',
    ExpressionAttributeValues: { ':at': at },
  });

/** Notes that the technician is gone by our own rule; a record that comes again finds what it noted before. */
export const noteGone = (memberId: string, stay: WhichStay, gone: Gone): Promise<void> =>
  change(memberId, stay, {
    UpdateExpression: 'SET stay.gone = :gone',
    ConditionExpression: 'attribute_not_exists(stay.gone)',
    ExpressionAttributeValues: { ':gone': gone },
  });

/** Notes Amazon Location's word that the technician went out; an older word, or the same again, changes nothing. */
export const noteExit = (memberId: string, stay: WhichStay, at: number): Promise<void> =>
  change(memberId, stay, {
    UpdateExpression: 'SET stay.exited = :crossing',
    ConditionExpression: '(attribute_not_exists(stay.exited) OR stay.exited.#at < :at)',
    ExpressionAttributeNames: { '#at': 'at' },
    ExpressionAttributeValues: { ':crossing': { at }, ':at': at },
  });

interface Change {
  readonly UpdateExpression: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

async function change(memberId: string, { visitId, trip }: WhichStay, told: Change): Promise<void> {
  const same = 'stay.visitId = :visit AND stay.trip = :trip';
  const update = new UpdateCommand({
    TableName: positionsTable(),
    Key: latestKey(memberId),
    ...told,
    ConditionExpression: told.ConditionExpression ? `${same} AND ${told.ConditionExpression}` : same,
    ExpressionAttributeValues: { ...told.ExpressionAttributeValues, ':visit': visitId, ':trip': trip },
  });
  try {
    await throughConflicts(() => documents.send(update));
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}
