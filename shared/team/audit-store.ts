import { randomBytes } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { documents, recordsTable, type Write } from '../kernel/table.ts';
import { DAY, epoch, ttl } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import type { AuditEntry } from './audit.ts';

/** Long enough to look back at last year's season. */
const KEPT = 400 * DAY;

const auditOf = (accountId: string) => `AUDIT#${accountId}`;

/** What the sort keys look like: when, and something that tells two of one moment apart. */
export const AUDIT_SORT_KEY = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[\w-]{8}$/;

/** Part of the transaction that does what it tells of: neither is there without the other. */
export const auditWrite = (accountId: string, entry: AuditEntry): Write => ({
  Put: {
    TableName: recordsTable(),
    Item: {
      pk: auditOf(accountId),
      sk: `${entry.at}#${randomBytes(6).toString('base64url')}`,
      type: 'audit',
      schema: 1,
      ...entry,
      expiresAt: ttl(epoch(entry.at) + KEPT),
    },
  },
});

/** An account's entries, the latest first. @param before the sort key that the page before ended with */
export async function listAudit(accountId: string, before: string | undefined, limit: number) {
  const { Items = [], LastEvaluatedKey } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      KeyConditionExpression: 'pk = :account AND sk < :before',
      ExpressionAttributeValues: { ':account': auditOf(accountId), ':before': before ?? '~' },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: limit,
    }),
  );
  return {
    entries: Items.map(
      (item) => without(item, 'pk', 'sk', 'type', 'schema', 'expiresAt') as unknown as AuditEntry,
    ),
    last: LastEvaluatedKey?.['sk'] as string | undefined,
  };
}
