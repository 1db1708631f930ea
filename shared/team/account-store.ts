import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { conflict } from '../kernel/problem.ts';
import { conditionFailed, documents, recordsTable } from '../kernel/table.ts';
import { instant, MINUTE } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import { withDefaults } from './default-settings.ts';
import type { Account } from './settings.ts';

export const accountKey = (accountId: string) => ({ pk: `ACCOUNT#${accountId}`, sk: 'ACCOUNT' });

export type { Account } from './settings.ts';

const cache = new Map<string, { readonly account: Account; readonly until: number }>();

/** An account and its settings, at most a minute old in this function. */
export async function findAccount(accountId: string, now: number): Promise<Account | undefined> {
  const cached = cache.get(accountId);
  if (cached && cached.until > now) return cached.account;
  return readAccount(accountId, now);
}

/** An account and its settings as they stand; whoever asks next in this function gets them too. */
export async function readAccount(accountId: string, now: number): Promise<Account | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: accountKey(accountId), ConsistentRead: true }),
  );
  return Item && remember(toAccount(Item), now);
}

function toAccount(item: Record<string, unknown>): Account {
  const account = without(item, 'pk', 'sk', 'type', 'schema') as unknown as Account;
  return { ...account, settings: withDefaults(account.settings) };
}

const remember = (account: Account, now: number): Account => {
  cache.set(account.accountId, { account, until: now + MINUTE });
  return account;
};

const TRIES = 3;

/**
 * Changes an account, or creates it when `change` makes one of nothing.
 * @throws Problem 409 when others keep changing it
 */
export async function changeAccount(
  accountId: string,
  now: number,
  change: (account: Account | undefined) => Pick<Account, 'enabled' | 'settings'>,
): Promise<Account> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const before = await readAccount(accountId, now);
    const version = (before?.version ?? 0) + 1;
    const after = { accountId, ...change(before), version, updatedAt: instant(now) };
    if (await put(after, before)) return remember(after, now);
  }
  throw conflict('busy', 'Others keep changing the settings; try again.');
}

async function put(after: Account, before: Account | undefined): Promise<boolean> {
  const condition = before
    ? { ConditionExpression: 'version = :was', ExpressionAttributeValues: { ':was': before.version } }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
  const Item = { ...accountKey(after.accountId), type: 'account', schema: 1, ...after };
  try {
    await documents.send(new PutCommand({ TableName: recordsTable(), Item, ...condition }));
    return true;
  } catch (error) {
    if (conditionFailed(error)) return false;
    throw error;
  }
}
