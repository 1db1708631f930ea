import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { readAll } from '../kernel/batch-store.ts';
import {
  conditionFailed,
  documents,
  recordsTable,
  throughConflicts,
  transact,
  type Write,
} from '../kernel/table.ts';
import { epoch, instant } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import { memberKey } from '../team/member-store.ts';
import { memoExpiry } from '../team/memo-store.ts';
import type { Visit } from '../visits/visit.ts';
import { visitKey } from '../visits/visit-store.ts';
import {
  ANSWER_WITHIN,
  type Draft,
  type Message,
  type MessageKey,
  type MessageState,
  nameOf,
  type VisitMessage,
} from './message.ts';

/** Where a message stands in the ledger: with its visit, or with whom the office has written to. */
export const ledgerKey = (key: MessageKey) => ({
  pk: (key.visitId === undefined ? memberKey(key.recipient) : visitKey(key.visitId)).pk,
  sk: `MESSAGE#${nameOf(key)}`,
});

/** Only what surely did not leave may be claimed or written over: what has left keeps its claim. */
const FREE = {
  ConditionExpression:
    'attribute_not_exists(pk) OR (#state IN (:queued, :failed, :suppressed) AND attribute_not_exists(claim))',
  ExpressionAttributeNames: { '#state': 'state' },
  ExpressionAttributeValues: { ':queued': 'queued', ':failed': 'failed', ':suppressed': 'suppressed' },
} as const;

/** Somebody else has claimed the message, or it has left already. */
export class Taken extends Error {}
/** The visit, or the memo, is not any more as it was when the message was decided on. */
export class MovedOn extends Error {}

/** Ids come from callers too; what is too long for a key is no message. */
const MAX_SORT_KEY = 512;

/** What the ledger says of this message. */
export async function findMessage(key: MessageKey): Promise<Message | undefined> {
  if (ledgerKey(key).sk.length > MAX_SORT_KEY) return undefined;
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: ledgerKey(key), ConsistentRead: true }),
  );
  return Item && toMessage(Item);
}

/** What the ledger says of several messages, in their order; those it knows nothing of are left out. */
export const findMessages = async (keys: readonly MessageKey[]): Promise<Message[]> =>
  (await readAll(keys.map(ledgerKey))).map(toMessage);

/** Every message of a visit, the earliest first. */
export async function listMessages(visitId: string): Promise<VisitMessage[]> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': visitKey(visitId).pk, ':sk': 'MESSAGE#' },
      ConsistentRead: true,
    }),
  );
  const messages = Items.map((item) => toMessage(item) as VisitMessage);
  return messages.sort((a, b) => leftAt(a) - leftAt(b));
}

/** When it left, if it has; how it ended may become known days later. */
export const leftAt = ({ claimedAt, at }: Message): number => claimedAt ?? epoch(at);

/** Holds a claim up to the visit as it was decided on. @throws (by its transaction) MovedOn */
export const stillAt = ({ visitId, version }: Pick<Visit, 'visitId' | 'version'>): Write => ({
  ConditionCheck: {
    TableName: recordsTable(),
    Key: visitKey(visitId),
    ConditionExpression: 'version = :version',
    ExpressionAttributeValues: { ':version': version },
  },
  otherwise: () => new MovedOn(),
});

/**
 * Takes the right to send this message, as long as nobody else has and what it was decided on `holds`.
 * @throws Taken, MovedOn
 */
export async function claimMessage(
  key: MessageKey,
  draft: Draft,
  { claim, holds, now }: { claim: string; holds: Write; now: number },
): Promise<void> {
  const Item = toItem({ ...key, ...draft, state: 'queued', claim, claimedAt: now }, now);
  try {
    await transact([
      { Put: { TableName: recordsTable(), Item, ...FREE }, otherwise: () => new Taken() },
      holds,
    ]);
  } catch (error) {
    // A repeated request meets its own claim when the first one worked and its answer was lost.
    if (error instanceof Taken && (await findMessage(key))?.claim === claim) return;
    throw error;
  }
}

/** Puts a message there that is to be sent, for whoever claims it first. */
export const waitingWrite = (key: MessageKey, draft: Draft, now: number): Write => ({
  Put: {
    TableName: recordsTable(),
    Item: toItem({ ...key, ...draft, state: 'queued' }, now),
    ConditionExpression: 'attribute_not_exists(pk)',
  },
  otherwise: () => new Taken(),
});

/**
 * Lets a message be claimed once more that failed, or whose answer never came; whatever still answers for it comes too
 * late.
 */
export const reopenWrite = (key: MessageKey, now: number, otherwise: () => Error): Write => ({
  Update: {
    TableName: recordsTable(),
    Key: ledgerKey(key),
    UpdateExpression: 'SET #state = :queued, #at = :at REMOVE claim, claimedAt, reason, providerId',
    ConditionExpression: '#state IN (:failed, :unknown) OR (#state = :queued AND claimedAt <= :silent)',
    ExpressionAttributeNames: { '#state': 'state', '#at': 'at' },
    ExpressionAttributeValues: {
      ':queued': 'queued',
      ':failed': 'failed',
      ':unknown': 'unknown',
      ':at': instant(now),
      ':silent': now - ANSWER_WITHIN,
    },
  },
  otherwise,
});

/** What became of a claimed message. */
export interface Outcome {
  readonly state: MessageState;
  readonly reason?: string;
  readonly providerId?: string;
}

/**
 * Writes down what became of a claim; back to `queued` gives it up. Only an acceptance may still correct an
 * `unknown`. False when the claim is not the ledger's any more.
 */
export async function settleMessage(
  key: MessageKey,
  claim: string,
  { state, reason, providerId }: Outcome,
  now: number,
): Promise<boolean> {
  const left = state === 'sent' || state === 'unknown';
  return whenItHolds(() =>
    documents.send(
      new UpdateCommand({
        TableName: recordsTable(),
        Key: ledgerKey(key),
        UpdateExpression: `SET #state = :state, #at = :at, providerId = :providerId, reason = :reason${left ? '' : ' REMOVE claim, claimedAt'}`,
        ConditionExpression: `claim = :claim AND #state IN (:queued, ${state === 'sent' ? ':unknown' : ':queued'})`,
        ExpressionAttributeNames: { '#state': 'state', '#at': 'at' },
        ExpressionAttributeValues: {
          ':state': state,
          ':at': instant(now),
          ':providerId': providerId ?? null,
          ':reason': reason ?? null,
          ':claim': claim,
          ':queued': 'queued',
          ...(state === 'sent' && { ':unknown': 'unknown' }),
        },
      }),
    ),
  );
}

/** Writes down a message that does not leave now. False when it has left or is about to. */
export async function recordUnsent(
  key: MessageKey,
  draft: Draft,
  outcome: Outcome,
  now: number,
): Promise<boolean> {
  const Item = toItem({ ...key, ...draft, ...outcome }, now);
  return whenItHolds(() => documents.send(new PutCommand({ TableName: recordsTable(), Item, ...FREE })));
}

async function whenItHolds(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await throughConflicts(write);
    return true;
  } catch (error) {
    if (conditionFailed(error)) return false;
    throw error;
  }
}

const toItem = (message: MessageKey & Omit<Message, keyof MessageKey | 'at'>, now: number) => ({
  ...ledgerKey(message),
  type: 'message',
  schema: 1,
  ...message,
  at: instant(now),
  // A visit stays, and its messages with it; a memo goes.
  ...(message.visitId === undefined && { expiresAt: memoExpiry(now) }),
});

/** A row of the ledger, without what only the table needs. */
export function toMessage(item: Record<string, unknown>): Message {
  const rest = without(item, 'pk', 'sk', 'type', 'schema', 'expiresAt');
  const present = Object.entries(rest).filter(([, value]) => value !== null);
  // What was written before there was another way was to go as a text.
  return { asked: 'sms', ...Object.fromEntries(present) } as unknown as Message;
}
