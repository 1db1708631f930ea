import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { documents, recordsTable } from '../kernel/table.ts';
import type { Instant } from '../kernel/time.ts';
import { accountKey } from './account-store.ts';

/** Who wants to be told once an account is switched on. */
export interface Waiting {
  readonly accountId: string;
  readonly email: string;
  readonly memberId: string;
  readonly askedAt: Instant;
}

const waitingKey = (accountId: string) => ({ pk: accountKey(accountId).pk, sk: 'WAITLIST' });

/** Asked again, the later address counts. All who wait stand in one list, for whoever switches accounts on. */
export async function saveWaiting(waiting: Waiting): Promise<void> {
  const { accountId, askedAt } = waiting;
  const Item = {
    ...waitingKey(accountId),
    type: 'waiting',
    schema: 1,
    gsi1pk: 'WAITLIST',
    gsi1sk: `${askedAt}#${accountId}`,
    ...waiting,
  };
  await documents.send(new PutCommand({ TableName: recordsTable(), Item }));
}

export async function findWaiting(accountId: string): Promise<Waiting | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: waitingKey(accountId), ConsistentRead: true }),
  );
  return Item as Waiting | undefined;
}

/** Nobody waits any more. */
export async function forgetWaiting(accountId: string): Promise<void> {
  await documents.send(new DeleteCommand({ TableName: recordsTable(), Key: waitingKey(accountId) }));
}
