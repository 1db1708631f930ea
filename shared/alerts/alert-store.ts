import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readAll } from '../kernel/batch-store.ts';
import { documents, recordsTable, transact, type Write } from '../kernel/table.ts';
import { DAY, epoch, ttl } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import type { Alert } from './alert.ts';
import { type AlertFact, alertFactOf } from './alert-fact.ts';

/** How long an alert is kept, seen to or not. */
const KEPT = 30 * DAY;
const MAX_ID_LENGTH = 128;

const alertKey = (alertId: string) => ({ pk: `ALERT#${alertId}`, sk: 'ALERT' });
const expiryOf = ({ at }: Alert) => ttl(epoch(at) + KEPT);

/** In which of an account's two lists an alert stands. */
export type AlertList = 'open' | 'acknowledged';
const listKey = (accountId: string, list: AlertList) => `ALERTS#${accountId}#${list}`;

/** What the sort keys of the lists look like: when it was raised, and which it is. */
export const ALERT_SORT_KEY = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#alert_\w+$/;

/** Thrown when an alert is there already, or was acknowledged already. */
export class AlreadySo extends Error {}

/**
 * A new alert, and the fact that it was raised: for the transaction over what it is about.
 * @throws (by that transaction) AlreadySo when it has been raised before
 */
export const alertWrites = (alert: Alert): Write[] => [
  putAlert(alert, 'open', 'attribute_not_exists(pk)'),
  putFact(alert, alertFactOf(alert, 'alert.raised', alert.at)),
];

type ClosedAlert = Alert & Required<Pick<Alert, 'acknowledgedAt'>>;

/**
 * An alert that somebody has seen to, or that is moot, and the fact that it is: for the transaction that made it so.
 * @throws (by that transaction) AlreadySo when it is no longer open
 */
export const closingWrites = (alert: ClosedAlert): Write[] => [
  putAlert(alert, 'acknowledged', 'attribute_exists(pk) AND attribute_not_exists(acknowledgedAt)'),
  putFact(alert, alertFactOf(alert, 'alert.acknowledged', alert.acknowledgedAt)),
];

/**
 * Writes down who has seen to an alert, and the fact that somebody has.
 * @throws AlreadySo when it is no longer open
 */
export const closeAlert = (alert: ClosedAlert): Promise<void> => transact(closingWrites(alert));

const putAlert = (alert: Alert, list: AlertList, ConditionExpression: string): Write => ({
  Put: {
    TableName: recordsTable(),
    Item: {
      ...alertKey(alert.alertId),
      type: 'alert',
      schema: 1,
      ...alert,
      gsi1pk: listKey(alert.accountId, list),
      gsi1sk: `${alert.at}#${alert.alertId}`,
      expiresAt: expiryOf(alert),
    },
    ConditionExpression,
  },
  otherwise: () => new AlreadySo(),
});

/** Being inserted is what puts it on the event bus, like the entries of a timeline. */
const putFact = (alert: Alert, fact: AlertFact): Write => ({
  Put: {
    TableName: recordsTable(),
    Item: {
      pk: alertKey(alert.alertId).pk,
      sk: `FACT#${fact.kind}`,
      type: 'fact',
      schema: 1,
      ...fact,
      expiresAt: expiryOf(alert),
    },
  },
});

/** An alert that has not expired at `now` (epoch ms). */
export async function findAlert(alertId: string, now: number): Promise<Alert | undefined> {
  if (alertId.length > MAX_ID_LENGTH) return undefined;
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: alertKey(alertId), ConsistentRead: true }),
  );
  return Item && isKept(Item, now) ? toAlert(Item) : undefined;
}

/** Where an alert stands in its list: its sort key, and its id. */
export interface AlertEntry {
  readonly sortKey: string;
  readonly alertId: string;
}

/** Entries of one of an account's lists, the newest first, before a sort key. */
export async function listAlertEntries(
  accountId: string,
  list: AlertList,
  before: string | undefined,
  limit: number,
): Promise<AlertEntry[]> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      IndexName: 'by-account',
      KeyConditionExpression: 'gsi1pk = :list AND gsi1sk < :before',
      ExpressionAttributeValues: { ':list': listKey(accountId, list), ':before': before ?? '9' },
      ScanIndexForward: false,
      Limit: limit,
    }),
  );
  return Items.map((item) => ({
    sortKey: String(item['gsi1sk']),
    alertId: String(item['pk']).slice('ALERT#'.length),
  }));
}

/** Alerts by their ids, in this order, without those that have expired at `now` (epoch ms). */
export const readAlerts = async (alertIds: readonly string[], now: number): Promise<Alert[]> =>
  (await readAll(alertIds.map(alertKey))).filter((item) => isKept(item, now)).map(toAlert);

/** DynamoDB deletes what has expired days late. */
const isKept = (item: Record<string, unknown>, now: number): boolean =>
  (item['expiresAt'] as number) > ttl(now);

const toAlert = (item: Record<string, unknown>): Alert =>
  without(item, 'pk', 'sk', 'type', 'schema', 'gsi1pk', 'gsi1sk', 'expiresAt') as unknown as Alert;
