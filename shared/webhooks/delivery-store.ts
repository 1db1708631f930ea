import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { readAll } from '../kernel/batch-store.ts';
import { conditionFailed, documents, recordsTable, throughConflicts } from '../kernel/table.ts';
import { DAY, type Instant, SECOND, ttl } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import type { Attempt, Delivery, DueDelivery } from './delivery.ts';

/** How long a delivery can be looked at and replayed. */
const KEPT = 30 * DAY;
/** Longer than a function may take for a try, shorter than until its queue hands it out again. */
const CLAIMED_FOR = 60 * SECOND;

const deliveryKey = (deliveryId: string) => ({ pk: `WEBHOOK-DELIVERY#${deliveryId}`, sk: 'DELIVERY' });
const listKey = (webhookId: string) => `WEBHOOK-DELIVERIES#${webhookId}`;

/** What the sort keys of a webhook's list look like. */
export const DELIVERY_SORT_KEY = /^\d{4}-[\dT:.Z-]+#msg_[0-9a-f]+$/;

const toDelivery = (item: Record<string, unknown>): Delivery =>
  without(
    item,
    'pk',
    'sk',
    'type',
    'schema',
    'gsi2pk',
    'gsi2sk',
    'expiresAt',
    'claimedUntil',
    'replayedBy',
  ) as unknown as Delivery;

/**
 * Writes down a new delivery; of one that is there already nothing changes.
 * @returns the delivery as it stands
 */
export async function putDelivery(delivery: Delivery, now: number): Promise<Delivery> {
  const Item = {
    ...deliveryKey(delivery.deliveryId),
    type: 'webhook-delivery',
    schema: 1,
    gsi2pk: listKey(delivery.webhookId),
    gsi2sk: `${delivery.createdAt}#${delivery.deliveryId}`,
    expiresAt: ttl(now + KEPT),
    ...delivery,
  };
  const command = new PutCommand({
    TableName: recordsTable(),
    Item,
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  return (await unlessRefused(() => documents.send(command).then(() => delivery))) ?? delivery;
}

/** What is written, or else the item as it stands; undefined where there is none. */
async function unlessRefused(write: () => Promise<Delivery>): Promise<Delivery | undefined> {
  try {
    return await throughConflicts(write);
  } catch (error) {
    if (!conditionFailed(error)) throw error;
    // The document layer leaves what an error carries as DynamoDB sent it.
    return error.Item && toDelivery(unmarshall(error.Item));
  }
}

/** Thrown while somebody else makes a try, or has died over it: to be asked again when that is known. */
export class BeingTried extends Error {}

/**
 * Takes a try for oneself, for a minute. @param now epoch ms
 * @returns undefined when that try was made already, or another round has begun
 * @throws BeingTried
 */
export async function claimTry(
  { deliveryId, round, attempt }: DueDelivery,
  now: number,
): Promise<Delivery | undefined> {
  const command = new UpdateCommand({
    TableName: recordsTable(),
    Key: deliveryKey(deliveryId),
    UpdateExpression: 'SET claimedUntil = :until',
    ConditionExpression:
      '#state = :pending AND #round = :round AND tried < :attempt AND (attribute_not_exists(claimedUntil) OR claimedUntil <= :now)',
    ExpressionAttributeNames: { '#state': 'state', '#round': 'round' },
    ExpressionAttributeValues: {
      ':until': now + CLAIMED_FOR,
      ':pending': 'pending',
      ':round': round,
      ':attempt': attempt,
      ':now': now,
    },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  let claimed = false;
  const delivery = await unlessRefused(async () => {
    const { Attributes = {} } = await documents.send(command);
    claimed = true;
    return toDelivery(Attributes);
  });
  if (claimed || !delivery) return delivery;
  const isOpen = delivery.state === 'pending' && delivery.round === round && delivery.tried < attempt;
  if (isOpen) throw new BeingTried('Somebody else makes this try.');
  return undefined;
}

/** What became of a try. */
export interface Tried extends Pick<Delivery, 'state' | 'reason' | 'nextAt'> {
  /** None when something was in the way of it. */
  readonly attempt?: Attempt;
}

/** Notes what became of a try, unless another round has begun meanwhile. */
export async function noteTry({ deliveryId, round, attempt }: DueDelivery, tried: Tried): Promise<void> {
  const { state, reason, nextAt } = tried;
  const told = Object.entries({ reason, nextAt }).filter(([, value]) => value !== undefined);
  const gone = ['claimedUntil', ...(nextAt === undefined ? ['nextAt'] : [])];
  const command = new UpdateCommand({
    TableName: recordsTable(),
    Key: deliveryKey(deliveryId),
    UpdateExpression: `SET #state = :state, tried = :attempt, attempts = list_append(attempts, :tries)${told
      .map(([name]) => `, ${name} = :${name}`)
      .join('')} REMOVE ${gone.join(', ')}`,
    ConditionExpression: '#round = :round AND tried < :attempt',
    ExpressionAttributeNames: { '#state': 'state', '#round': 'round' },
    ExpressionAttributeValues: {
      ':state': state,
      ':round': round,
      ':attempt': attempt,
      ':tries': tried.attempt ? [tried.attempt] : [],
      ...Object.fromEntries(told.map(([name, value]) => [`:${name}`, value])),
    },
  });
  try {
    await throughConflicts(() => documents.send(command));
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}

/**
 * Begins a delivery anew, whatever became of it: once for each replay. @param now epoch ms
 * @returns as it stands then; undefined where it is gone
 */
export async function beginAnew(
  deliveryId: string,
  replayId: string,
  now: number,
): Promise<Delivery | undefined> {
  const command = new UpdateCommand({
    TableName: recordsTable(),
    Key: deliveryKey(deliveryId),
    UpdateExpression:
      'SET #state = :pending, #round = #round + :one, tried = :none, attempts = :empty, replayedBy = :replay, expiresAt = :expires REMOVE reason, nextAt, claimedUntil',
    ConditionExpression:
      'attribute_exists(pk) AND (attribute_not_exists(replayedBy) OR replayedBy <> :replay)',
    ExpressionAttributeNames: { '#state': 'state', '#round': 'round' },
    ExpressionAttributeValues: {
      ':pending': 'pending',
      ':one': 1,
      ':none': 0,
      ':empty': [],
      ':replay': replayId,
      ':expires': ttl(now + KEPT),
    },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  return unlessRefused(() => documents.send(command).then(({ Attributes = {} }) => toDelivery(Attributes)));
}

/** Where a delivery stands in its webhook's list: its sort key, and its id. */
export interface DeliveryEntry {
  readonly sortKey: string;
  readonly deliveryId: string;
}

const toEntry = (item: Record<string, unknown>): DeliveryEntry => ({
  sortKey: String(item['gsi2sk']),
  deliveryId: String(item['pk']).slice(deliveryKey('').pk.length),
});

interface Span {
  /** The list from this sort key on, exclusive. */
  readonly after?: string | undefined;
  /** And up to this one, exclusive. */
  readonly before?: string | undefined;
}

/** Later than any instant of ours. */
const NEVER = '9';

/** The webhook's deliveries in a span of its list. */
async function listEntries(webhookId: string, { after, before }: Span, limit: number, forward: boolean) {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      IndexName: 'by-person',
      KeyConditionExpression: 'gsi2pk = :list AND gsi2sk BETWEEN :after AND :before',
      ExpressionAttributeValues: {
        ':list': listKey(webhookId),
        ':after': after ?? '0',
        ':before': before ?? NEVER,
      },
      ScanIndexForward: forward,
      Limit: limit + 1,
    }),
  );
  // BETWEEN takes both ends in.
  return Items.map(toEntry)
    .filter(({ sortKey }) => sortKey !== after && sortKey !== before)
    .slice(0, limit);
}

/** So many of a webhook's deliveries, the latest first, before a sort key; what has expired is left out. */
export async function latestDeliveries(
  webhookId: string,
  before: string | undefined,
  limit: number,
  now: number,
): Promise<{ deliveries: readonly Delivery[]; last?: string }> {
  const entries = await listEntries(webhookId, { before }, limit, false);
  const items = await readAll(entries.map(({ deliveryId }) => deliveryKey(deliveryId)));
  const deliveries = items.filter((item) => (item['expiresAt'] as number) > ttl(now)).map(toDelivery);
  const last = entries.length === limit ? entries.at(-1)?.sortKey : undefined;
  return { deliveries, ...(last !== undefined && { last }) };
}

/** So many that were noted from `since` up to `until`, the oldest first, after a sort key. */
export const deliveriesBetween = (
  webhookId: string,
  { since, until, after = since }: { since: Instant; until: Instant; after?: string | undefined },
  limit: number,
): Promise<DeliveryEntry[]> => listEntries(webhookId, { after, before: until }, limit, true);

/** A delivery of this webhook that has not expired; others do not exist. @param now epoch ms */
export async function findDelivery(
  webhookId: string,
  deliveryId: string,
  now: number,
): Promise<Delivery | undefined> {
  const [item] = await readAll([deliveryKey(deliveryId)]);
  const isThere = item?.['webhookId'] === webhookId && (item['expiresAt'] as number) > ttl(now);
  return item && isThere ? toDelivery(item) : undefined;
}
