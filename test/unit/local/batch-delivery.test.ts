import { describe, expect, it } from 'vitest';
import { createBatchDelivery, type ParkedBatch } from '../../../local/streams/deliver-batch.ts';
import type { StreamRecord } from '../../../local/streams/stream-reader.ts';
import type { StreamMapping } from '../../../local/template/deployment.ts';

const HOUR = 3_600_000;
const mapping: StreamMapping = {
  id: 'mapping',
  table: 'table',
  streamArn: 'arn:aws:dynamodb:us-east-1:1:table/table/stream/1',
  functionArn: 'arn:aws:lambda:us-east-1:1:function:reader',
  batchSize: 100,
  partialFailures: true,
  bisect: true,
  maxAgeMs: 23 * HOUR,
  filters: [],
};
const record = (number: number): StreamRecord => ({
  eventID: String(number),
  eventName: 'INSERT',
  dynamodb: { Keys: {}, SequenceNumber: `sequence-${number}` },
});

/** Three records for a function that takes none from the second on until the clock says so. */
async function deliverUntil(mended: number, more: Partial<StreamMapping> = {}) {
  let now = 0;
  const taken: string[] = [];
  const parked: ParkedBatch[] = [];
  const deliver = createBatchDelivery({
    mapping: { ...mapping, ...more },
    pool: {
      invoke: async (_, event) => {
        const { Records } = event as { Records: StreamRecord[] };
        const numbers = Records.map(({ dynamodb }) => dynamodb.SequenceNumber);
        const failed = now < mended ? numbers.find((number) => number !== 'sequence-1') : undefined;
        taken.push(...numbers.slice(0, failed === undefined ? undefined : numbers.indexOf(failed)));
        const batchItemFailures = failed === undefined ? [] : [{ itemIdentifier: failed }];
        return { ok: true, payload: JSON.stringify({ batchItemFailures }) };
      },
    },
    park: (batch) => void parked.push(batch),
    now: () => now,
    pause: async (milliseconds) => {
      now += milliseconds;
    },
    stopped: () => false,
  });
  await deliver('shard', [1, 2, 3].map(record));
  return { taken, parked: parked.map(({ why, records }) => [why, records.length]) };
}

describe('records that a function does not take for a long time', () => {
  it('are all taken, in their order, when it recovers before they are too old', async () => {
    const { taken, parked } = await deliverUntil(22.9 * HOUR);
    expect(taken).toEqual(['sequence-1', 'sequence-2', 'sequence-3']);
    expect(parked).toEqual([]);
  });

  it('are parked because of their age when it does not, and the first is not among them', async () => {
    const { taken, parked } = await deliverUntil(23.1 * HOUR);
    expect(taken).toEqual(['sequence-1']);
    expect(parked).toEqual([
      ['RecordAgeExceeded', 1],
      ['RecordAgeExceeded', 1],
    ]);
  });

  it('are parked after as many tries as the mapping says, however young', async () => {
    const { parked } = await deliverUntil(Number.POSITIVE_INFINITY, { retries: 3 });
    expect(parked).toEqual([
      ['RetryAttemptsExhausted', 1],
      ['RetryAttemptsExhausted', 1],
    ]);
  });
});
