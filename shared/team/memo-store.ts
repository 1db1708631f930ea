import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { readAll } from '../kernel/batch-store.ts';
import { conditionFailed, documents, recordsTable, type Write } from '../kernel/table.ts';
import { DAY, epoch, type Instant, instant, ttl } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import { memberKey } from './member-store.ts';
import { MEMO_ID, type Memo, memoIdFrom, type WhichMemo } from './memo.ts';
import { memoFactOf } from './memo-fact.ts';

/** How long a memo is kept, and how it went with it: as long as an alert. */
const KEPT = 30 * DAY;
/** How long the fact of a resending is: as long as it may take to publish, and for whoever looks into it. */
const FACT_KEPT = 7 * DAY;

const memoKey = ({ memberId, memoId }: WhichMemo) => ({ ...memberKey(memberId), sk: `MEMO#${memoId}` });

/** Until when what belongs to a memo stays, in DynamoDB's seconds. @param at epoch ms */
export const memoExpiry = (at: number): number => ttl(at + KEPT);

/** A new memo; being inserted is what puts it on the event bus, like the entries of a timeline. */
export const memoWrite = (memo: Memo): Write => {
  const expiresAt = memoExpiry(epoch(memo.at));
  const fact = memoFactOf(memo, 'memo.written', memo.at);
  return {
    Put: {
      TableName: recordsTable(),
      Item: { ...memoKey(memo), type: 'memo', schema: 1, ...memo, ...fact, expiresAt },
    },
  };
};

/** That somebody wants it to be sent once more; goes on the bus in the same way. @param now epoch ms */
export const memoResentWrite = (memo: Memo, now: number): Write => {
  const fact = memoFactOf(memo, 'memo.resent', instant(now));
  return {
    Put: {
      TableName: recordsTable(),
      Item: {
        ...memberKey(memo.memberId),
        sk: `FACT#${memo.memoId}#${fact.at}`,
        type: 'fact',
        schema: 1,
        ...fact,
        expiresAt: ttl(now + FACT_KEPT),
      },
    },
  };
};

/** Holds a transaction up to what nobody has acknowledged: only that is still worth telling. */
export const stillOpen = (memo: WhichMemo, otherwise: () => Error): Write => ({
  ConditionCheck: {
    TableName: recordsTable(),
    Key: memoKey(memo),
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(acknowledgedAt)',
  },
  otherwise,
});

/** A memo as it stands. @param now epoch ms: DynamoDB deletes what has expired days late */
export async function findMemo(which: WhichMemo, now: number): Promise<Memo | undefined> {
  if (!MEMO_ID.test(which.memoId)) return undefined;
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: memoKey(which), ConsistentRead: true }),
  );
  return Item && isKept(Item, now) ? toMemo(Item) : undefined;
}

/** One memo to several people, in their order, as it stands with each. @param now epoch ms */
export async function findMemos(memoId: string, memberIds: readonly string[], now: number): Promise<Memo[]> {
  const items = await readAll(memberIds.map((memberId) => memoKey({ memberId, memoId })));
  return items.filter((item) => isKept(item, now)).map(toMemo);
}

/**
 * Writes down that somebody has got it; the first time counts.
 * @returns it as it is then; undefined when it has gone meanwhile
 */
export async function closeMemo(which: WhichMemo, at: Instant): Promise<Memo | undefined> {
  try {
    const { Attributes } = await documents.send(
      new UpdateCommand({
        TableName: recordsTable(),
        Key: memoKey(which),
        UpdateExpression: 'SET acknowledgedAt = if_not_exists(acknowledgedAt, :at)',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':at': at },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return Attributes && toMemo(Attributes);
  } catch (error) {
    if (conditionFailed(error)) return undefined;
    throw error;
  }
}

interface Listing {
  readonly memberId: string;
  /** None older than that, epoch ms. */
  readonly since?: number;
  /** The id that the page before ended with. */
  readonly before?: string | undefined;
  readonly limit: number;
  /** Epoch ms. */
  readonly now: number;
}

/** What was written to a member, the latest first. */
export async function listMemos({ memberId, since = 0, before, limit, now }: Listing): Promise<Memo[]> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':pk': memberKey(memberId).pk,
        ':first': `MEMO#${memoIdFrom(since)}`,
        // Sorts before the id itself, and after every earlier one.
        ':last': before === undefined ? 'MEMO#~' : `MEMO#${before.slice(0, -1)}`,
      },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: limit,
    }),
  );
  return Items.filter((item) => isKept(item, now)).map(toMemo);
}

const isKept = (item: Record<string, unknown>, now: number): boolean =>
  (item['expiresAt'] as number) > ttl(now);

const toMemo = (item: Record<string, unknown>): Memo =>
  without(item, 'pk', 'sk', 'type', 'schema', 'factId', 'kind', 'expiresAt') as unknown as Memo;
