import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { documents, recordsTable } from '../kernel/table.ts';
import { DAY, SECOND } from '../kernel/time.ts';
import { visitKey } from '../visits/visit-store.ts';

/** Long after it went off, or should have. */
const KEPT_SECONDS = (7 * DAY) / SECOND;

const timerKey = (visitId: string) => ({ pk: visitKey(visitId).pk, sk: 'TIMER' });

/** For when the timer of a visit is set, epoch seconds. */
export async function findArmed(visitId: string): Promise<number | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: timerKey(visitId), ConsistentRead: true }),
  );
  return Item?.['dueAt'] as number | undefined;
}

export async function rememberArmed(visitId: string, dueAt: number): Promise<void> {
  const Item = { ...timerKey(visitId), type: 'timer', schema: 1, dueAt, expiresAt: dueAt + KEPT_SECONDS };
  await documents.send(new PutCommand({ TableName: recordsTable(), Item }));
}

export async function forgetArmed(visitId: string): Promise<void> {
  await documents.send(new DeleteCommand({ TableName: recordsTable(), Key: timerKey(visitId) }));
}
