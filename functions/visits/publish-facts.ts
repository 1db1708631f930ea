import type { DynamoDBRecord } from 'aws-lambda';
import { log } from '../../shared/kernel/log.ts';
import { MOST_AT_ONCE, putFacts } from '../../shared/visits/fact-bus-client.ts';
import { factEventOf } from '../../shared/visits/fact-event.ts';
import { stream } from '../runtime/stream.ts';

/** What was written on timelines goes on the bus, in order. The first that fails brings all after it back. */
export const handler = stream(async (records) => {
  for (let start = 0; start < records.length; start += MOST_AT_ONCE) {
    const chunk = records.slice(start, start + MOST_AT_ONCE);
    const taken = await publish(chunk);
    const failed = taken.indexOf(false);
    if (failed >= 0) return [chunk[failed]?.dynamodb?.SequenceNumber ?? ''];
  }
  return [];
});

async function publish(chunk: readonly DynamoDBRecord[]): Promise<boolean[]> {
  try {
    return await putFacts(chunk.map(({ dynamodb }) => factEventOf(dynamodb?.NewImage ?? {})));
  } catch (error) {
    log.error('facts could not be put on the bus', error as Error);
    return chunk.map(() => false);
  }
}
