import type { Context, EventBridgeEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { log, readableError } from '../../shared/kernel/log.ts';
import { measureFor } from '../../shared/kernel/metrics.ts';

/** A door for events invoked asynchronously: what it throws is retried, then parked in its dead-letter queue. */
export const onEvent =
  <Detail>(handle: (event: EventBridgeEvent<string, Detail>, now: number) => Promise<void>) =>
  async (event: EventBridgeEvent<string, Detail>): Promise<void> => {
    try {
      await handle(event, Date.now());
    } catch (error) {
      log.error('an event could not be handled', {
        kind: event['detail-type'],
        id: event.id,
        error: error as Error,
      });
      throw readableError(error);
    }
  };

/** How often this record was delivered, counting this time. */
export interface Delivery {
  readonly attempt: number;
}

/** A door for events that wait in a queue: each settles on its own, and what fails is delivered again later. */
export const onQueuedEvent =
  <Detail>(handle: (event: EventBridgeEvent<string, Detail>, delivery: Delivery) => Promise<void>) =>
  async ({ Records: batch }: SQSEvent, context?: Context): Promise<SQSBatchResponse> => {
    measureFor(context);
    const outcomes = await Promise.allSettled(
      batch.map(async (record) =>
        handle(JSON.parse(record.body), { attempt: Number(record.attributes.ApproximateReceiveCount) }),
      ),
    );
    const batchItemFailures = outcomes.flatMap((outcome, index) => {
      if (outcome.status === 'fulfilled') return [];
      log.warn('a queued event will be delivered again', outcome.reason as Error);
      return [{ itemIdentifier: batch[index]?.messageId ?? '' }];
    });
    return { batchItemFailures };
  };
