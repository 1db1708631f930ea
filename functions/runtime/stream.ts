import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { log, readableError } from '../../shared/kernel/log.ts';
import { measureFor } from '../../shared/kernel/metrics.ts';

/**
 * A door for a table's stream. `handle` answers the sequence numbers it could not settle; Lambda then comes back
 * from the earliest of them, and parks what never succeeds in the dead-letter queue. When it throws, the whole
 * batch comes back (halved).
 */
export const stream =
  (handle: (records: readonly DynamoDBRecord[], now: number) => Promise<readonly string[]>) =>
  async (event: DynamoDBStreamEvent, context?: Context): Promise<DynamoDBBatchResponse> => {
    measureFor(context);
    try {
      const unsettled = await handle(event.Records, Date.now());
      return { batchItemFailures: unsettled.map((itemIdentifier) => ({ itemIdentifier })) };
    } catch (error) {
      log.error('a batch of stream records failed', error as Error);
      throw readableError(error);
    }
  };
