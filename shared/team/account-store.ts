import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { documents, recordsTable } from '../kernel/table.ts';
import { MINUTE } from '../kernel/time.ts';
import type { Account } from './settings.ts';

export const accountKey = (accountId: string) => ({ pk: `ACCOUNT#${accountId}`, sk: 'ACCOUNT' });

export type { Account } from './settings.ts';

const cache = new Map<string, { readonly account: Account; readonly until: number }>();

/** An account and its settings, at most a minute old in this function. */
export async function findAccount(accountId: string, now: number): Promise<Account | undefined> {
  const cached = cache.get(accountId);
  if (cached && cached.until > now) return cached.account;
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: accountKey(accountId), ConsistentRead: true }),
  );
  if (!Item) return undefined;
  const account = Item as Account;
  cache.set(accountId, { account, until: now + MINUTE });
  return account;
}
