import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readAll } from '../kernel/batch-store.ts';
import { documents, recordsTable } from '../kernel/table.ts';
import type { Visit } from './visit.ts';
import { monthOf, toVisit, visitKey } from './visit-store.ts';

/** Whose visits: an account's, one technician's, or one customer's. */
export type Whose = { readonly accountId: string } | { readonly technicianId: string };

/** One entry of an index, in window order. */
export interface Entry {
  readonly visitId: string;
  readonly sortKey: string;
}

export interface EntryPage {
  readonly entries: readonly Entry[];
  readonly more: boolean;
}

/** What an index's sort keys look like: the start of the window, and whose it is. */
export const SORT_KEY = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[\w-]+$/;

/** Entries of the month `from` lies in, from there up to `to` (exclusive), earliest first. */
export async function listMonth(whose: Whose, from: string, to: string, limit: number): Promise<EntryPage> {
  const month = monthOf(from);
  const index =
    'technicianId' in whose
      ? { name: 'by-person', pk: 'gsi2pk', sk: 'gsi2sk', of: `TECHNICIAN#${whose.technicianId}#${month}` }
      : { name: 'by-account', pk: 'gsi1pk', sk: 'gsi1sk', of: `ACCOUNT#${whose.accountId}#${month}` };
  const { Items = [], LastEvaluatedKey } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      IndexName: index.name,
      KeyConditionExpression: `${index.pk} = :of AND ${index.sk} BETWEEN :from AND :to`,
      ExpressionAttributeValues: { ':of': index.of, ':from': from, ':to': to },
      Limit: limit,
    }),
  );
  return { entries: Items.map((item) => toEntry(item, index.sk)), more: LastEvaluatedKey !== undefined };
}

/** A customer's visits, latest first, before a sort key. */
export async function listOfCustomer(
  customerId: string,
  before: string | undefined,
  limit: number,
): Promise<EntryPage> {
  const { Items = [], LastEvaluatedKey } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      IndexName: 'by-person',
      KeyConditionExpression: 'gsi2pk = :customer AND gsi2sk < :before',
      ExpressionAttributeValues: { ':customer': `CUSTOMER#${customerId}`, ':before': before ?? 'z' },
      ScanIndexForward: false,
      Limit: limit,
    }),
  );
  return { entries: Items.map((item) => toEntry(item, 'gsi2sk')), more: LastEvaluatedKey !== undefined };
}

const toEntry = (item: Record<string, unknown>, sortKey: string): Entry => ({
  visitId: String(item['pk']).slice('VISIT#'.length),
  sortKey: String(item[sortKey]),
});

/** Visits by their ids, in this order. */
export const readVisits = async (visitIds: readonly string[]): Promise<Visit[]> =>
  (await readAll(visitIds.map(visitKey))).map(toVisit);
