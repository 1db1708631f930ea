import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { conflict } from './problem.ts';

/** The one DynamoDB client of a function; a connection that hangs is given up long before the gateway does. */
export const documents = DynamoDBDocumentClient.from(
  new DynamoDBClient({ maxAttempts: 4, requestHandler: { connectionTimeout: 1000, requestTimeout: 3000 } }),
  { marshallOptions: { removeUndefinedValues: true } },
);

/** Everything that lasts. */
export const recordsTable = (): string => required('RECORDS_TABLE');
/** Latest positions, drives and live items: high rate, gone within a day. */
export const positionsTable = (): string => required('POSITIONS_TABLE');

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is not set.`);
  return value;
}

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write of a transaction, and what it means when its condition fails. */
export type Write = TransactItem & {
  /** What to throw when this write's condition fails; `old` is the item as it stands, when asked for. */
  readonly otherwise?: (old: Record<string, unknown> | undefined) => Error;
};

const TRIES = 4;

/**
 * Writes all or nothing. A failed condition throws what its write says; clashing with another transaction is
 * tried again a few times.
 * @throws Problem 409 when others keep changing the same items
 */
export async function transact(writes: readonly Write[]): Promise<void> {
  const TransactItems = writes.map(({ otherwise: _, ...item }) => item as TransactItem);
  for (let attempt = 1; ; attempt++) {
    try {
      await documents.send(new TransactWriteCommand({ TransactItems }));
      return;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const refused = meaning(error, writes);
      if (refused) throw refused;
      if (!clashed(error)) throw error;
      if (attempt === TRIES) throw conflict('busy', 'Somebody else is changing this right now; try again.');
      await pause(attempt);
    }
  }
}

function meaning(error: TransactionCanceledException, writes: readonly Write[]): Error | undefined {
  const reasons = error.CancellationReasons ?? [];
  const index = reasons.findIndex((reason) => reason.Code === 'ConditionalCheckFailed');
  if (index < 0) return undefined;
  const old = reasons[index]?.Item as Record<string, unknown> | undefined;
  return writes[index]?.otherwise?.(old) ?? error;
}

const clashed = (error: TransactionCanceledException) =>
  (error.CancellationReasons ?? []).some((reason) => reason.Code === 'TransactionConflict');

/** Runs a single-item write again when a transaction holds the item: a matter of milliseconds. */
export async function throughConflicts<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof TransactionConflictException) || attempt === TRIES) throw error;
      await pause(attempt);
    }
  }
}

/** True when a single conditional write was refused by its condition. */
export const conditionFailed = (error: unknown): error is ConditionalCheckFailedException =>
  error instanceof ConditionalCheckFailedException;

const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt * (0.5 + Math.random())));
