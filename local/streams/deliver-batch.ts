import type { StreamMapping } from '../template/deployment.ts';
import type { FunctionPool } from '../workers/function-pool.ts';
import type { InvocationError, Outcome } from '../workers/messages.ts';
import type { StreamRecord } from './stream-reader.ts';

/** Records that were given up. */
export interface ParkedBatch {
  readonly mapping: StreamMapping;
  readonly shardId: string;
  readonly records: readonly StreamRecord[];
  readonly attempts: number;
  readonly why: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly error: InvocationError;
}

export interface BatchDeliveryOptions {
  readonly mapping: StreamMapping;
  readonly pool: Pick<FunctionPool, 'invoke'>;
  readonly park: (batch: ParkedBatch) => void;
  /** The stack's clock. */
  readonly now: () => number;
  /** Waits by the stack's clock. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly stopped: () => boolean;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

/** What is still to be delivered of a batch, and why the rest failed. */
interface Rest {
  readonly records: readonly StreamRecord[];
  readonly error: InvocationError;
}

/**
 * Delivers a batch until the function took it or it is given up: from the first failed record on when the
 * function names one, in halves when it names none and bisecting is on; splitting costs no attempt.
 */
export function createBatchDelivery({ mapping, pool, park, now, pause, stopped }: BatchDeliveryOptions) {
  const deliver = async (
    shardId: string,
    batch: readonly StreamRecord[],
    attempts = 0,
    // A record is read as soon as it is written: its age by the stack's clock, but for a restart meanwhile.
    since = now(),
  ): Promise<void> => {
    if (stopped()) return;
    const rest = await attempt(batch);
    if (!rest || stopped()) return;
    const { records, error } = rest;
    const progressed = records.length < batch.length;
    const failures = progressed ? 1 : attempts + 1;
    if (now() - since >= (mapping.maxAgeMs ?? Number.POSITIVE_INFINITY)) {
      park({ mapping, shardId, records, attempts: failures, why: 'RecordAgeExceeded', error });
    } else if (mapping.bisect && records.length > 1) {
      await pause(pauseAfter(1));
      const middle = Math.ceil(records.length / 2);
      await deliver(shardId, records.slice(0, middle), 0, since);
      await deliver(shardId, records.slice(middle), 0, since);
    } else if (failures > (mapping.retries ?? Number.POSITIVE_INFINITY)) {
      park({ mapping, shardId, records, attempts: failures, why: 'RetryAttemptsExhausted', error });
    } else {
      await pause(pauseAfter(failures));
      await deliver(shardId, records, failures, since);
    }
  };
  const attempt = async (batch: readonly StreamRecord[]): Promise<Rest | undefined> =>
    restOf(await pool.invoke(mapping.functionArn, { Records: batch }), batch, mapping.partialFailures);
  return deliver;
}

const pauseAfter = (failures: number) => Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);

function restOf(outcome: Outcome, batch: readonly StreamRecord[], partial: boolean): Rest | undefined {
  if (!outcome.ok) return { records: batch, error: outcome.error };
  if (!partial) return undefined;
  const answer = JSON.parse(outcome.payload) as {
    batchItemFailures?: { itemIdentifier?: string }[] | null;
  } | null;
  const failed = answer?.batchItemFailures ?? [];
  if (failed.length === 0) return undefined;
  const positions = failed.map(({ itemIdentifier }) =>
    batch.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
  );
  // An identifier that names nothing of the batch fails all of it.
  const first = Math.max(0, Math.min(...positions));
  return {
    records: batch.slice(first),
    error: {
      errorType: 'BatchItemFailure',
      errorMessage: `the function named ${failed.length} failed records`,
    },
  };
}

/** The message Lambda leaves at the failure destination of a stream. */
export function parkedMessage(
  { mapping, shardId, records, attempts, why, error }: ParkedBatch,
  at: number,
): string {
  const sequence = (record: StreamRecord | undefined) => record?.dynamodb.SequenceNumber;
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date(at).toISOString(),
    requestContext: {
      functionArn: mapping.functionArn,
      condition: why,
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: error.errorType },
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: sequence(records[0]),
      endSequenceNumber: sequence(records.at(-1)),
      batchSize: records.length,
      streamArn: mapping.streamArn,
    },
  });
}
