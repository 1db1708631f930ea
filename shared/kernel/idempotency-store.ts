import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { sha256 } from './ids.ts';
import { Problem } from './problem.ts';
import { documents, recordsTable, type Write } from './table.ts';
import { DAY, SECOND, ttl } from './time.ts';

const KEPT = DAY;

/** A request that carries an Idempotency-Key. */
export interface Idempotency {
  readonly pk: string;
  /** Of the request's content: the same key with another content is a mistake of the caller. */
  readonly fingerprint: string;
  readonly expiresAt: number;
}

/** What the request made: enough to answer it again. Never a token. */
export type IdempotentResult = Readonly<Record<string, string>>;

/** Thrown when the same request is being answered at this very moment by somebody else. */
export class AlreadyInProgress extends Error {}

/** Keys are the caller's own: another member's equal key is another key. They are kept for a day. */
export const idempotencyOf = (
  memberId: string,
  route: string,
  key: string,
  content: string,
  now: number,
): Idempotency => ({
  pk: `IDEMPOTENCY#${memberId}#${sha256(`${route}\n${key}`)}`,
  fingerprint: sha256(content),
  expiresAt: ttl(now + KEPT),
});

/**
 * The write that makes a transaction happen once; part of the same transaction as what it guards. One that has
 * expired makes way: DynamoDB deletes it days late.
 */
export const idempotencyWrite = (guard: Idempotency, result: IdempotentResult): Write => ({
  Put: {
    TableName: recordsTable(),
    Item: { ...guard, sk: 'IDEMPOTENCY', type: 'idempotency', schema: 1, result },
    ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
    ExpressionAttributeValues: { ':now': guard.expiresAt - KEPT / SECOND },
  },
  otherwise: () => new AlreadyInProgress(),
});

/**
 * What an earlier request with this key made, if there was one.
 * @throws Problem 422 when the key was used for another content
 */
export async function findIdempotentResult(
  guard: Idempotency,
  now: number,
): Promise<IdempotentResult | undefined> {
  const { Item } = await documents.send(
    new GetCommand({
      TableName: recordsTable(),
      Key: { pk: guard.pk, sk: 'IDEMPOTENCY' },
      ConsistentRead: true,
    }),
  );
  if (!Item || (Item['expiresAt'] as number) <= ttl(now)) return undefined;
  if (Item['fingerprint'] !== guard.fingerprint) {
    const detail = 'This Idempotency-Key was used for another request.';
    throw new Problem(422, 'idempotency-key-reused', 'Key used before', detail);
  }
  return Item['result'] as IdempotentResult;
}
