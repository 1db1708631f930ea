import { DeleteCommand, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { conditionFailed, documents, recordsTable, throughConflicts, type Write } from '../kernel/table.ts';
import { without } from '../kernel/without.ts';
import type { Webhook } from './webhook.ts';

/** Longer than any of ours, and short of what a key may hold. */
const MAX_ID_LENGTH = 128;

/** All of an account's stand together: whoever has a fact to tell reads them at once. */
const webhookKey = (accountId: string, webhookId: string) => ({
  pk: `WEBHOOKS#${accountId}`,
  sk: `WEBHOOK#${webhookId}`,
});

const toWebhook = (item: Record<string, unknown>): Webhook =>
  without(item, 'pk', 'sk', 'type', 'schema') as unknown as Webhook;

/** A webhook of this account; somebody else's does not exist. */
export async function findWebhook(accountId: string, webhookId: string): Promise<Webhook | undefined> {
  if (webhookId.length > MAX_ID_LENGTH) return undefined;
  const { Item } = await documents.send(
    new GetCommand({
      TableName: recordsTable(),
      Key: webhookKey(accountId, webhookId),
      ConsistentRead: true,
    }),
  );
  return Item && toWebhook(Item);
}

/** All of an account's, which are few, the oldest first. */
export async function listWebhooks(accountId: string): Promise<Webhook[]> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      KeyConditionExpression: 'pk = :account',
      ExpressionAttributeValues: { ':account': webhookKey(accountId, '').pk },
      ConsistentRead: true,
    }),
  );
  return Items.map(toWebhook).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

/** A new one. */
export const webhookWrite = (webhook: Webhook): Write => ({
  Put: {
    TableName: recordsTable(),
    Item: { ...webhookKey(webhook.accountId, webhook.webhookId), type: 'webhook', schema: 1, ...webhook },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

/** What is to be different: null takes away, what is left out stays. */
export type WebhookUpdate = {
  readonly [Name in keyof Webhook]?: Webhook[Name] | null | undefined;
};

interface Guard {
  /** Only while this holds. */
  readonly only?: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** The parts of an update; what others change meanwhile, and it does not name, stays. */
function updateOf({ accountId, webhookId }: Webhook, update: WebhookUpdate, { only, values }: Guard) {
  const told = Object.entries(update).filter(([, value]) => value !== undefined);
  const set = told.filter(([, value]) => value !== null).map(([name]) => `#${name} = :${name}`);
  const removed = told.filter(([, value]) => value === null).map(([name]) => `#${name}`);
  const given = told.filter(([, value]) => value !== null).map(([name, value]) => [`:${name}`, value]);
  const allValues = { ...Object.fromEntries(given), ...values };
  return {
    TableName: recordsTable(),
    Key: webhookKey(accountId, webhookId),
    UpdateExpression: [
      set.length > 0 ? `SET ${set.join(', ')}` : '',
      removed.length > 0 ? `REMOVE ${removed.join(', ')}` : '',
    ].join(' '),
    ConditionExpression: `attribute_exists(pk)${only === undefined ? '' : ` AND ${only}`}`,
    ExpressionAttributeNames: Object.fromEntries(told.map(([name]) => [`#${name}`, name])),
    // DynamoDB refuses an empty one.
    ...(given.length > 0 || values ? { ExpressionAttributeValues: allValues } : {}),
  };
}

/** The same, for a transaction. */
export const webhookChange = (
  webhook: Webhook,
  update: WebhookUpdate,
  guard: Guard,
  otherwise: () => Error,
): Write => ({ Update: updateOf(webhook, update, guard), otherwise });

/** Changes it. @returns as it is then; undefined where it is gone, or the guard did not hold */
export async function updateWebhook(
  webhook: Webhook,
  update: WebhookUpdate,
  guard: Guard = {},
): Promise<Webhook | undefined> {
  const command = new UpdateCommand({ ...updateOf(webhook, update, guard), ReturnValues: 'ALL_NEW' });
  try {
    const { Attributes = {} } = await throughConflicts(() => documents.send(command));
    return toWebhook(Attributes);
  } catch (error) {
    if (conditionFailed(error)) return undefined;
    throw error;
  }
}

/** Forgets it; what was sent to it is forgotten in its time. */
export async function removeWebhook({ accountId, webhookId }: Webhook): Promise<void> {
  const Key = webhookKey(accountId, webhookId);
  await throughConflicts(() => documents.send(new DeleteCommand({ TableName: recordsTable(), Key })));
}
