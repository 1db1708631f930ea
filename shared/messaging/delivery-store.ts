import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { conditionFailed, documents, recordsTable, throughConflicts } from '../kernel/table.ts';
import { DAY, type Instant, ttl } from '../kernel/time.ts';
import { ANSWER_WITHIN, type Message, type MessageKey, type MessageState } from './message.ts';
import { ledgerKey, toMessage } from './message-store.ts';
import { keepTexted } from './reply-store.ts';

/** Networks answer within three days; a customer may answer to what was sent later than that. */
const KEPT = 14 * DAY;

const pointerKey = (providerId: string) => ({ pk: `DELIVERY#${providerId}`, sk: 'DELIVERY' });

/** Which message a service means by its own name for it, and which time that was sent. */
interface Pointer {
  readonly key: MessageKey;
  readonly claim: string;
  /** The number it went to, if it was a text: whoever answers is known by it. */
  readonly texted?: string | undefined;
}

/** Notes what a service calls a message that it has taken. @param now epoch ms */
export async function keepPointer(
  providerId: string,
  { texted, ...pointer }: Pointer,
  now: number,
): Promise<void> {
  const Item = {
    ...pointerKey(providerId),
    type: 'delivery',
    schema: 1,
    ...pointer,
    expiresAt: ttl(now + KEPT),
  };
  await documents.send(new PutCommand({ TableName: recordsTable(), Item }));
  const { visitId } = pointer.key;
  if (texted !== undefined && visitId !== undefined) await keepTexted(texted, visitId, now);
}

/** The message that a service calls so; undefined for what others have sent, and for what is about to be noted. */
export async function findPointer(providerId: string): Promise<Pointer | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: pointerKey(providerId), ConsistentRead: true }),
  );
  return Item && { key: Item['key'], claim: Item['claim'] };
}

/** What a network, or a mailbox, says of a message that was handed over. */
export interface Delivery {
  /** `suppressed`: the network itself knows that the customer wants none. */
  readonly state: Extract<MessageState, 'delivered' | 'failed' | 'suppressed'>;
  readonly reason?: string | undefined;
  /** When it was so. */
  readonly at: Instant;
}

/**
 * Writes down what became of a message after it had left: once, and only of the time it was sent with this claim.
 * @param now epoch ms @returns whether this was written, and the message as it stands then
 */
export async function settleDelivery(
  { key, claim }: Pointer,
  { state, reason, at }: Delivery,
  now: number,
): Promise<{ readonly held: boolean; readonly message?: Message }> {
  const update = new UpdateCommand({
    TableName: recordsTable(),
    Key: ledgerKey(key),
    UpdateExpression: 'SET #state = :state, #at = :at, reason = :reason',
    ConditionExpression:
      'claim = :claim AND (#state IN (:sent, :unknown) OR (#state = :queued AND claimedAt <= :silent))',
    ExpressionAttributeNames: { '#state': 'state', '#at': 'at' },
    ExpressionAttributeValues: {
      ':state': state,
      ':at': at,
      ':reason': reason ?? null,
      ':claim': claim,
      ':sent': 'sent',
      ':unknown': 'unknown',
      ':queued': 'queued',
      ':silent': now - ANSWER_WITHIN,
    },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    const { Attributes } = await throughConflicts(() => documents.send(update));
    return { held: true, ...(Attributes && { message: toMessage(Attributes) }) };
  } catch (error) {
    if (!conditionFailed(error)) throw error;
    const { Item } = error;
    return { held: false, ...(Item && { message: toMessage(unmarshall(Item)) }) };
  }
}
