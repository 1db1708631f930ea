import { type AttributeValue, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Barred } from '../drives/barred-store.ts';
import { latestKey } from '../drives/drive.ts';
import { conditionFailed, positionsTable, tableClient, throughConflicts } from '../kernel/table-client.ts';
import { DAY, ttl } from '../kernel/time.ts';
import type { Fix } from './fix.ts';
import { packFixes } from './packed-fixes.ts';

export interface Reporter {
  readonly memberId: string;
  readonly accountId: string;
}

/** The newest fixes the latest item holds; what is more goes to history. */
const KEPT = 20;

/**
 * Moves a technician's latest position forward: one write for fixes that are all newer than what is there and
 * not too many. What is older, or too much, goes to history by a second write.
 * @param fixes at least one, in the order of their times
 * @param now epoch ms
 * @returns the reason when this technician's positions are refused
 */
export async function advanceLatest(
  reporter: Reporter,
  fixes: readonly Fix[],
  now: number,
): Promise<Barred | undefined> {
  const older = fixes.slice(0, -KEPT);
  let newest = fixes.slice(-KEPT);
  for (;;) {
    const before = await write(reporter, newest, now);
    if (before?.barred) return before.barred;
    if (before === undefined) break;
    const late = newest.filter((fix) => fix.at <= before.at);
    older.push(...late);
    newest = newest.slice(late.length);
    if (newest.length === 0) break;
  }
  if (older.length > 0) await keep(reporter, older, now);
  return undefined;
}

interface Before {
  readonly at: number;
  readonly barred?: Barred;
}

/** @returns the item as it stands when it is barred or not older than the first of the fixes */
async function write(reporter: Reporter, fixes: readonly Fix[], now: number): Promise<Before | undefined> {
  try {
    await throughConflicts(() => tableClient.send(advance(reporter, fixes, now)));
    return undefined;
  } catch (error) {
    if (!conditionFailed(error) || !error.Item) throw error;
    const barred = error.Item['barred']?.S as Barred | undefined;
    return { at: Number(error.Item['at']?.N ?? 0), ...(barred && { barred }) };
  }
}

/** Attribute values by hand: the document client's conversions are a good part of this path's CPU. */
const advance = (reporter: Reporter, fixes: readonly Fix[], now: number) =>
  new UpdateItemCommand({
    TableName: positionsTable(),
    Key: key(reporter.memberId),
    UpdateExpression:
      'SET #at = :at, fixes = :fixes, accountId = :account, expiresAt = :expires, #type = :type, #schema = :schema',
    ConditionExpression: 'attribute_not_exists(barred) AND (attribute_not_exists(#at) OR #at < :first)',
    ExpressionAttributeNames: { '#at': 'at', '#type': 'type', '#schema': 'schema' },
    ExpressionAttributeValues: {
      ':at': { N: String(fixes.at(-1)?.at) },
      ':first': { N: String(fixes[0]?.at) },
      ':fixes': { S: packFixes(fixes) },
      ':account': { S: reporter.accountId },
      ':expires': { N: String(ttl(now + DAY)) },
      ':type': { S: 'latest' },
      ':schema': { N: '1' },
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });

/** The same late fixes again are the same item again. */
async function keep(reporter: Reporter, fixes: readonly Fix[], now: number): Promise<void> {
  const ordered = [...fixes].sort((a, b) => a.at - b.at);
  const sk = `HISTORY#${ordered[0]?.at}#${ordered.at(-1)?.at}#${ordered.length}`;
  await tableClient.send(
    new PutItemCommand({
      TableName: positionsTable(),
      Item: {
        pk: key(reporter.memberId).pk,
        sk: { S: sk },
        type: { S: 'history' },
        schema: { N: '1' },
        accountId: { S: reporter.accountId },
        fixes: { S: packFixes(ordered) },
        expiresAt: { N: String(ttl(now + DAY)) },
      },
    }),
  );
}

function key(memberId: string): { readonly pk: AttributeValue.SMember; readonly sk: AttributeValue.SMember } {
  const { pk, sk } = latestKey(memberId);
  return { pk: { S: pk }, sk: { S: sk } };
}
