import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';

/** The one DynamoDB client of a function; a connection that hangs is given up long before the gateway does. */
export const tableClient = new DynamoDBClient({
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
});

/** Everything that lasts. */
export const recordsTable = (): string => required('RECORDS_TABLE');
/** Latest positions, drives and live items: high rate, gone within a day. */
export const positionsTable = (): string => required('POSITIONS_TABLE');

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is not set.`);
  return value;
}

/** How often a write that clashes with a transaction is tried. */
export const TRIES = 4;

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

/** Waits some tens of milliseconds, longer with each attempt, never in step with others. */
export const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt * (0.5 + Math.random())));
