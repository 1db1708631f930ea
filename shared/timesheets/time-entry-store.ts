import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readAll } from '../kernel/batch-store.ts';
import { conditionFailed, documents, recordsTable } from '../kernel/table.ts';
import type { Instant } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import { entryId, fromOf, type TimeEntry } from './time-entry.ts';

type Which = Pick<TimeEntry, 'visitId' | 'trip' | 'memberId'>;

const entryKey = ({ visitId, trip, memberId }: Which) => ({
  pk: `VISIT#${visitId}`,
  sk: `TIME-ENTRY#${trip}#${memberId}`,
});

const toEntry = (item: Record<string, unknown>): TimeEntry =>
  without(item, 'pk', 'sk', 'type', 'schema', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk') as unknown as TimeEntry;

/** An entry, read consistently. */
export async function findEntry(which: Which): Promise<TimeEntry | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: entryKey(which), ConsistentRead: true }),
  );
  return Item && toEntry(Item);
}

/** All entries of a visit, also those taken back; read consistently. */
export async function entriesOfVisit(visitId: string): Promise<TimeEntry[]> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      KeyConditionExpression: 'pk = :visit AND begins_with(sk, :entries)',
      ExpressionAttributeValues: { ':visit': `VISIT#${visitId}`, ':entries': 'TIME-ENTRY#' },
      ConsistentRead: true,
    }),
  );
  return Items.map(toEntry);
}

/**
 * Writes an entry over the one it was made from; its `version` is the next.
 * @returns false when somebody else was quicker
 */
export async function saveEntry(entry: TimeEntry): Promise<boolean> {
  const was = entry.version - 1;
  const put = new PutCommand({
    TableName: recordsTable(),
    Item: { ...entryKey(entry), type: 'time-entry', schema: 1, ...entry, ...indexKeys(entry) },
    ...(was === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'version = :was', ExpressionAttributeValues: { ':was': was } }),
  });
  try {
    await documents.send(put);
    return true;
  } catch (error) {
    if (!conditionFailed(error)) throw error;
    return false;
  }
}

/** By when they began; what was taken back is in no list. */
function indexKeys(entry: TimeEntry) {
  if (entry.takenBack) return {};
  const from = fromOf(entry);
  const sk = `${from}#${entryId(entry)}`;
  return {
    gsi1pk: `TIME-ENTRIES#${entry.accountId}#${monthOf(from)}`,
    gsi1sk: sk,
    gsi2pk: `TIME-ENTRIES-OF#${entry.memberId}#${monthOf(from)}`,
    gsi2sk: sk,
  };
}

const monthOf = (at: Instant): string => at.slice(0, 7);

/** Whose entries: an account's, or one member's of it. */
export interface Whose {
  readonly accountId: string;
  readonly memberId?: string | undefined;
}

/**
 * The entries that began in a period; found by an index that may be a moment late, then read consistently.
 * @param most more than that are not read
 * @returns undefined when there are more
 */
export async function entriesBegun(
  whose: Whose,
  from: Instant,
  to: Instant,
  most: number,
): Promise<TimeEntry[] | undefined> {
  const keys: Record<'pk' | 'sk', string>[] = [];
  for (const month of monthsBetween(from, to)) {
    let after: Record<string, unknown> | undefined;
    do {
      const page = await documents.send(new QueryCommand(query(whose, month, from, to, after)));
      keys.push(...(page.Items ?? []).map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })));
      if (keys.length > most) return undefined;
      after = page.LastEvaluatedKey;
    } while (after);
  }
  return (await readAll(keys)).map(toEntry).filter(({ accountId }) => accountId === whose.accountId);
}

function query(whose: Whose, month: string, from: Instant, to: Instant, after?: Record<string, unknown>) {
  const index =
    whose.memberId !== undefined
      ? { name: 'by-person', pk: 'gsi2pk', sk: 'gsi2sk', of: `TIME-ENTRIES-OF#${whose.memberId}#${month}` }
      : { name: 'by-account', pk: 'gsi1pk', sk: 'gsi1sk', of: `TIME-ENTRIES#${whose.accountId}#${month}` };
  return {
    TableName: recordsTable(),
    IndexName: index.name,
    KeyConditionExpression: `${index.pk} = :of AND ${index.sk} BETWEEN :from AND :to`,
    ExpressionAttributeValues: { ':of': index.of, ':from': from, ':to': to },
    ...(after && { ExclusiveStartKey: after }),
  };
}

/** The UTC months, `yyyy-mm`, that a period touches. */
function monthsBetween(from: Instant, to: Instant): string[] {
  const months: string[] = [];
  for (let month = monthOf(from); month <= monthOf(to); ) {
    months.push(month);
    const [year = 0, number = 1] = month.split('-').map(Number);
    month = monthOf(new Date(Date.UTC(year, number, 1)).toISOString());
  }
  return months;
}
