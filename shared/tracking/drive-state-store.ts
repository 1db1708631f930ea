import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { driveKey } from '../drives/drive.ts';
import { documents, positionsTable } from '../kernel/table.ts';
import { DAY, ttl } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import type { DriveState } from './drive-state.ts';

/** Since 2, an estimate says what it slides towards; one of an older drive is made anew. */
const SCHEMA = 2;

/** What is known of a drive; read consistently, for its next step builds on the last. */
export async function findDrive(visitId: string, trip: number): Promise<DriveState | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: positionsTable(), Key: driveKey(visitId, trip), ConsistentRead: true }),
  );
  if (!Item) return undefined;
  const known = Item['schema'] === SCHEMA ? Item : without(Item, 'eta');
  return without(known, 'pk', 'sk', 'type', 'schema', 'expiresAt') as unknown as DriveState;
}

/** Keeps what is known of a drive for a day. */
export async function putDrive(state: DriveState, now: number): Promise<void> {
  const Item = {
    ...driveKey(state.visitId, state.trip),
    type: 'drive',
    schema: SCHEMA,
    expiresAt: ttl(now + DAY),
    ...state,
  };
  await documents.send(new PutCommand({ TableName: positionsTable(), Item }));
}
