import { randomBytes } from 'node:crypto';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { conditionFailed, documents, positionsTable } from '../../kernel/table.ts';
import { DAY, HOUR, instant, ttl } from '../../kernel/time.ts';

interface DaySalt {
  /** UTC, `yyyy-mm-dd`. */
  readonly day: string;
  readonly salt: string;
}

/** One item, written over every day: in the table whose recovery period is a day. */
const KEY = { pk: 'VIEWER-SALT', sk: 'VIEWER-SALT' };

let known: DaySalt | undefined;

/** The salt viewers are named with on this day; made by whoever needs it first, and the last day's is gone. */
export async function saltOfDay(now: number): Promise<string> {
  const day = instant(now).slice(0, 10);
  if (known?.day !== day) known = (await find(day)) ?? (await make(day, now));
  return known.salt;
}

async function find(day: string): Promise<DaySalt | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: positionsTable(), Key: KEY, ConsistentRead: true }),
  );
  return Item?.['day'] === day ? (Item as DaySalt) : undefined;
}

async function make(day: string, now: number): Promise<DaySalt> {
  const made = { day, salt: randomBytes(16).toString('base64url') };
  const expiresAt = ttl(Date.parse(day) + DAY + HOUR);
  try {
    await documents.send(
      new PutCommand({
        TableName: positionsTable(),
        Item: { ...KEY, type: 'viewer-salt', schema: 1, ...made, expiresAt },
        ConditionExpression: 'attribute_not_exists(pk) OR #day < :day',
        ExpressionAttributeNames: { '#day': 'day' },
        ExpressionAttributeValues: { ':day': day },
      }),
    );
    return made;
  } catch (error) {
    if (!conditionFailed(error)) throw error;
    // Somebody was quicker. At midnight that may be one whose clock is a day ahead: then this view has no equal.
    return (await find(instant(now).slice(0, 10))) ?? made;
  }
}
