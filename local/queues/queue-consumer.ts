import { createHash } from 'node:crypto';
import type { Deployment, QueueMapping } from '../template/deployment.ts';
import type { FunctionPool } from '../workers/function-pool.ts';
import type { Outcome } from '../workers/messages.ts';
import type { Message, Queues } from './queues.ts';

export interface QueueConsumerOptions {
  readonly mapping: QueueMapping;
  readonly deployment: Deployment;
  readonly queues: Queues;
  readonly pool: FunctionPool;
  /** Told when a batch is settled. */
  readonly changed: () => void;
}

/** Batches Lambda hands over at once when it begins; with more waiting it goes up from there, which one machine need not. */
const CONCURRENT = 5;

/** Brings what waits in a queue to a function: what fails there is seen again after the visibility timeout. */
export function startQueueConsumer(options: QueueConsumerOptions): void {
  const { mapping, deployment, queues, pool, changed } = options;
  const { queueArn, functionArn, batchSize, partialFailures, maxConcurrency = CONCURRENT } = mapping;
  let running = 0;

  const settle = async (batch: readonly Message[]) => {
    const Records = batch.map((message) => record(message, queueArn, deployment.region));
    const outcome = await pool.invoke(functionArn, { Records });
    const failed = failedIds(outcome, batch, partialFailures);
    for (const message of batch) {
      if (failed.has(message.id)) queues.putBack(queueArn, message);
      else queues.remove(queueArn, message);
    }
    running -= 1;
    serve();
    changed();
  };
  const serve = () => {
    while (running < Math.min(CONCURRENT, maxConcurrency)) {
      const batch = queues.receive(queueArn, batchSize);
      if (batch.length === 0) return;
      running += 1;
      void settle(batch);
    }
  };
  queues.consume(queueArn, serve);
}

function failedIds(
  outcome: Outcome,
  batch: readonly Message[],
  partialFailures: boolean,
): ReadonlySet<string> {
  const all = new Set(batch.map(({ id }) => id));
  if (!outcome.ok) return all;
  if (!partialFailures) return new Set();
  const answer = JSON.parse(outcome.payload) as {
    batchItemFailures?: { itemIdentifier?: string }[] | null;
  } | null;
  const named = (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier ?? '');
  // An identifier that names nothing of the batch fails all of it.
  return named.every((id) => all.has(id)) ? new Set(named) : all;
}

function record(message: Message, queueArn: string, region: string) {
  return {
    messageId: message.id,
    receiptHandle: `${message.id}#${message.receives}`,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receives),
      SentTimestamp: String(message.sentAt),
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
    },
    messageAttributes: {},
    md5OfBody: createHash('md5').update(message.body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}
