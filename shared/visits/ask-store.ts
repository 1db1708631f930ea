import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { conditionFailed, documents, recordsTable } from '../kernel/table.ts';
import { DAY, epoch, ttl } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import type { Ask } from './ask.ts';

/** Beside the member: a technician is asked one thing at a time. */
const askKey = (memberId: string) => ({ pk: `MEMBER#${memberId}`, sk: 'ASK' });

/** What a technician was asked last; whether it still makes sense is `stillStands`'s to say. */
export async function findAsk(memberId: string): Promise<Ask | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: askKey(memberId), ConsistentRead: true }),
  );
  return Item && (without(Item, 'pk', 'sk', 'type', 'schema', 'expiresAt') as unknown as Ask);
}

/** Asks, instead of whatever was asked before about an earlier leaving; forgotten after a day. */
export async function putAsk(memberId: string, ask: Ask): Promise<void> {
  const expiresAt = ttl(epoch(ask.at) + DAY);
  const put = new PutCommand({
    TableName: recordsTable(),
    Item: { ...askKey(memberId), type: 'ask', schema: 1, expiresAt, ...ask },
    ConditionExpression: 'attribute_not_exists(pk) OR #at < :at',
    ExpressionAttributeNames: { '#at': 'at' },
    ExpressionAttributeValues: { ':at': ask.at },
  });
  try {
    await documents.send(put);
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}
