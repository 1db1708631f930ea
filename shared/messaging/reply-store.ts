import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { conditionFailed, documents, recordsTable, type Write } from '../kernel/table.ts';
import { DAY, type Instant, ttl } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import { visitKey } from '../visits/visit-store.ts';

/** What a customer answered by text. */
export interface Reply {
  readonly visitId: string;
  /** What the network calls it: the same comes again under the same name. */
  readonly inboundId: string;
  /** E.164. */
  readonly from: string;
  readonly text: string;
  readonly at: Instant;
}

/** Whoever answers later than that is somebody nobody knows. */
const TEXTED_KEPT = 90 * DAY;

const textedKey = (phone: string) => ({ pk: `TEXTED#${phone}`, sk: 'TEXTED' });
const wishKey = (phone: string) => ({ pk: `WISH#${phone}`, sk: 'WISH' });

/** Notes about which visit a number was texted last. @param now epoch ms */
export async function keepTexted(phone: string, visitId: string, now: number): Promise<void> {
  const kept = { type: 'texted', schema: 1, visitId, expiresAt: ttl(now + TEXTED_KEPT) };
  await put({ ...textedKey(phone), ...kept });
}

/** The visit a number was texted about last, whoever's it is. @param now epoch ms */
export async function findTexted(phone: string, now: number): Promise<string | undefined> {
  const item = await get(textedKey(phone));
  return item && item['expiresAt'] > ttl(now) ? item['visitId'] : undefined;
}

/** The same reply was kept before. */
export class Heard extends Error {}

/** Keeps what a customer answered, once; part of the same transaction as what follows from it. */
export const replyWrite = (reply: Reply): Write => ({
  Put: { TableName: recordsTable(), Item: toItem(reply), ...ONCE },
  otherwise: () => new Heard(),
});

/** Keeps what a customer answered, once. */
export const keepReply = (reply: Reply): Promise<void> => put(toItem(reply), ONCE);

const ONCE = { ConditionExpression: 'attribute_not_exists(pk)' } as const;

const toItem = (reply: Reply) => ({
  ...visitKey(reply.visitId),
  sk: `REPLY#${reply.inboundId}`,
  type: 'reply',
  schema: 1,
  ...reply,
});

/** What was answered to the messages of a visit, the earliest first. */
export async function listReplies(visitId: string): Promise<Reply[]> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': visitKey(visitId).pk, ':sk': 'REPLY#' },
      ConsistentRead: true,
    }),
  );
  const replies = Items.map((item) => without(item, 'pk', 'sk', 'type', 'schema') as unknown as Reply);
  return replies.sort((a, b) => a.at.localeCompare(b.at));
}

/** The numbers that want no texts, in the index `by-account`, though they are of no account. */
const UNWILLING = 'UNWILLING';

/** Keeps whether a number wants texts, of whichever account: the latest word counts, however late others come. */
export async function keepWish(phone: string, wants: boolean, at: Instant): Promise<void> {
  const listed = wants ? {} : { gsi1pk: UNWILLING, gsi1sk: at };
  const Item = { ...wishKey(phone), type: 'wish', schema: 1, wants, at, ...listed };
  const later = { ConditionExpression: 'attribute_not_exists(pk) OR #at <= :at' };
  const names = { ExpressionAttributeNames: { '#at': 'at' }, ExpressionAttributeValues: { ':at': at } };
  await put(Item, { ...later, ...names });
}

/** True when whoever has this number wants no texts. */
export const wantsNone = async (phone: string): Promise<boolean> =>
  (await get(wishKey(phone)))?.['wants'] === false;

/** Whoever wants no texts, up to so many: numbers, in no order that matters. */
export async function listUnwilling(most: number): Promise<string[]> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      IndexName: 'by-account',
      KeyConditionExpression: 'gsi1pk = :list',
      ExpressionAttributeValues: { ':list': UNWILLING },
      Limit: most,
    }),
  );
  return Items.map(({ pk }) => String(pk).slice('WISH#'.length));
}

async function put(Item: Record<string, unknown>, condition: object = {}): Promise<void> {
  try {
    await documents.send(new PutCommand({ TableName: recordsTable(), Item, ...condition }));
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}

async function get(Key: Record<string, string>) {
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key, ConsistentRead: true }),
  );
  return Item;
}
