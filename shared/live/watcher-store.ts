import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { documents, positionsTable } from '../kernel/table.ts';
import { HOUR, MINUTE, ttl } from '../kernel/time.ts';
import type { Bearer } from './ticket.ts';

/** A page that is open: which socket, which visit, by which link. */
export interface PageWatcher {
  readonly connectionId: string;
  readonly visitId: string;
  /** SHA-256 of the link's token. */
  readonly hash: string;
}

/** A board of the office that is open: which socket, whose. */
export interface OfficeWatcher extends Bearer {
  readonly connectionId: string;
}

export type Watcher = PageWatcher | OfficeWatcher;

export const isOffice = (watcher: Watcher): watcher is OfficeWatcher => !('visitId' in watcher);

/** The gateway closes every socket after two hours, and does not always say so. */
const KEPT = 2 * HOUR + 5 * MINUTE;
const WATCHER = 'WATCHER#';

const visitOf = (visitId: string) => `VISIT#${visitId}`;
const officeOf = (accountId: string) => `OFFICE#${accountId}`;
const watcherKey = (watcher: Watcher) => ({
  pk: isOffice(watcher) ? officeOf(watcher.accountId) : visitOf(watcher.visitId),
  sk: `${WATCHER}${watcher.connectionId}`,
});
/** The way back: a socket that closes, or pings, says only its own id. */
const connectionKey = (connectionId: string) => ({ pk: `CONNECTION#${connectionId}`, sk: 'CONNECTION' });

/** Notes that somebody listens, to this visit or account alone from now on; two writes of a unit each. */
export async function addWatcher(watcher: Watcher, now: number): Promise<void> {
  const expiresAt = ttl(now + KEPT);
  const put = (key: object, type: string) =>
    documents.send(
      new PutCommand({
        TableName: positionsTable(),
        Item: { ...key, type, schema: 1, expiresAt, ...watcher },
        ReturnValues: 'ALL_OLD',
      }),
    );
  const [{ Attributes: before }] = await Promise.all([
    put(connectionKey(watcher.connectionId), 'connection'),
    put(watcherKey(watcher), 'watcher'),
  ]);
  if (!before) return;
  const left = watcherKey(before as Watcher);
  if (left.pk !== watcherKey(watcher).pk) await remove(left);
}

/** Who listens at a socket, if they said so. */
export async function findWatcher(connectionId: string): Promise<Watcher | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: positionsTable(), Key: connectionKey(connectionId) }),
  );
  return Item as Watcher | undefined;
}

/**
 * Everybody who watches a visit, half a unit when nobody does.
 * @param reading `consistent` misses nobody who came a moment ago, for double the price
 */
export const findWatchers = (
  visitId: string,
  now: number,
  reading: 'eventual' | 'consistent' = 'eventual',
): Promise<PageWatcher[]> => listening(visitOf(visitId), now, reading);

/** Everybody of an account's office who has a board open, the one who came a moment ago too. */
export const findOffice = (accountId: string, now: number): Promise<OfficeWatcher[]> =>
  listening(officeOf(accountId), now, 'consistent');

async function listening<W extends Watcher>(
  pk: string,
  now: number,
  reading: 'eventual' | 'consistent',
): Promise<W[]> {
  const found: (W & { readonly expiresAt: number })[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await documents.send(
      new QueryCommand({
        TableName: positionsTable(),
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :watcher)',
        ExpressionAttributeValues: { ':pk': pk, ':watcher': WATCHER },
        ConsistentRead: reading === 'consistent',
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    found.push(...(Items as typeof found));
    from = LastEvaluatedKey;
  } while (from);
  return found.filter(({ expiresAt }) => expiresAt > now / 1000);
}

/** Whether anybody has the visit's page open. */
export const isWatched = async (visitId: string, now: number): Promise<boolean> =>
  (await findWatchers(visitId, now)).length > 0;

/** Forgets somebody whose socket is closed. */
export async function forgetWatcher(watcher: Watcher): Promise<void> {
  await Promise.all([remove(watcherKey(watcher)), remove(connectionKey(watcher.connectionId))]);
}

/** The same by the socket alone. */
export async function forgetConnection(connectionId: string): Promise<void> {
  const { Attributes } = await remove(connectionKey(connectionId));
  if (Attributes) await remove(watcherKey(Attributes as Watcher));
}

const remove = (Key: Record<string, string>) =>
  documents.send(new DeleteCommand({ TableName: positionsTable(), Key, ReturnValues: 'ALL_OLD' }));
