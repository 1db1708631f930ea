import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { conflict } from './problem.ts';
import { pause, TRIES, tableClient } from './table-client.ts';

export { conditionFailed, positionsTable, recordsTable, throughConflicts } from './table-client.ts';

/** Plain values in and out of the tables. */
export const documents = DynamoDBDocumentClient.from(tableClient, {
  marshallOptions: { removeUndefinedValues: true },
});

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write of a transaction, and what it means when its condition fails. */
export type Write = TransactItem & {
  /** What to throw when this write's condition fails; `old` is the item as it stands, when asked for. */
  readonly otherwise?: (old: Record<string, unknown> | undefined) => Error;
};

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
  // The document layer leaves what an error carries as DynamoDB sent it.
  const item = reasons[index]?.Item;
  return writes[index]?.otherwise?.(item && unmarshall(item)) ?? error;
}

const clashed = (error: TransactionCanceledException) =>
  (error.CancellationReasons ?? []).some((reason) => reason.Code === 'TransactionConflict');
