import { createHash } from 'node:crypto';
import type { Agenda } from '../clock/agenda.ts';
import type { Part } from '../control/activity.ts';
import type { Store } from '../emulators/emulator.ts';
import { matchesPattern } from '../events/match-pattern.ts';
import type { Faults } from '../faults/faults.ts';
import type { StreamMapping } from '../template/deployment.ts';
import type { FunctionPool } from '../workers/function-pool.ts';
import { createBacklog } from './backlog.ts';
import { createBatchDelivery, type ParkedBatch } from './deliver-batch.ts';
import { disturb, throughFaults } from './disturb.ts';
import { CHUNK, type StreamReader, type StreamRecord } from './stream-reader.ts';

/** Feeds a function from a table's stream. */
export interface StreamConsumer extends Part {
  /** To be called when the table was written to. */
  touch(): void;
  /** Milliseconds that the oldest record has waited which is not dealt with, 0 with none. */
  age(): number;
  stop(): void;
}

export interface StreamConsumerOptions {
  readonly mapping: StreamMapping;
  readonly region: string;
  readonly reader: StreamReader;
  readonly pool: FunctionPool;
  readonly store: Store;
  readonly faults: Faults;
  readonly agenda: Agenda;
  readonly now: () => number;
  readonly park: (batch: ParkedBatch) => void;
  readonly changed: () => void;
}

export const STREAM_POSITIONS = 'stream-positions';
/** Writes that came round the endpoint are noticed this late. */
const LOOK_AGAIN_MS = 1000;

/** In order, from where the last run left it, as Lambda's event source mapping does. */
export function startStreamConsumer(options: StreamConsumerOptions): StreamConsumer {
  const { mapping, region, reader, store, faults, agenda, now, changed } = options;
  let wanted = true;
  let running = false;
  let delivering = 0;
  let waiting = 0;
  let stopped = false;
  const backlog = createBacklog(now);

  const deliver = createBatchDelivery({
    ...options,
    pool: throughFaults(options.pool, faults),
    pause: async (ms) => {
      waiting += 1;
      changed();
      await agenda.reach(now() + ms);
      waiting -= 1;
    },
    stopped: () => stopped,
  });
  const done = (shardId: string, { dynamodb }: StreamRecord) =>
    store.put(STREAM_POSITIONS, `${mapping.id}/${shardId}`, dynamodb.SequenceNumber);

  const drain = async () => {
    const next = () => {
      backlog.taken();
      return reader.read();
    };
    for (let chunk = await next(); chunk && !stopped; chunk = await next()) {
      const { shardId, records } = chunk;
      const interesting = records.map((record) => asDelivered(record, mapping, region)).filter(passes);
      await Promise.all(lanesOf(interesting, mapping.atOnce).map((lane) => follow(shardId, lane)));
      const last = records.at(-1);
      if (last && !stopped) done(shardId, last);
      backlog.handled(records.length === CHUNK);
    }
    backlog.handled(false);
  };
  const follow = async (shardId: string, lane: readonly StreamRecord[]) => {
    delivering += 1;
    try {
      for (let at = 0; at < lane.length && !stopped; at += mapping.batchSize) {
        const batch = lane.slice(at, at + mapping.batchSize);
        for (const disturbed of disturb(batch, faults)) await deliver(shardId, disturbed);
        const last = batch.at(-1);
        // With others beside it, one lane does not know how far all have come.
        if (last && mapping.atOnce === 1 && !stopped) done(shardId, last);
      }
    } finally {
      delivering -= 1;
    }
  };
  const passes = (record: StreamRecord) =>
    mapping.filters.length === 0 || mapping.filters.some((pattern) => matchesPattern(pattern, record));

  const run = async () => {
    if (running || stopped) return;
    running = true;
    try {
      while (wanted && !stopped) {
        wanted = false;
        await drain();
      }
    } catch {
      // The engine did not answer; the next look tries again from the same position.
      wanted = true;
      backlog.putBack();
    }
    running = false;
    changed();
  };
  const lookAgain = () => {
    wanted = true;
    void run();
  };
  const look = setInterval(lookAgain, LOOK_AGAIN_MS);
  const touch = () => {
    backlog.written();
    lookAgain();
  };
  touch();
  return {
    touch,
    age: backlog.age,
    stop() {
      stopped = true;
      clearInterval(look);
    },
    busy: () => (running && (waiting === 0 || delivering > waiting) ? [`stream of ${mapping.table}`] : []),
    pending: () => (waiting > 0 ? [`retry on the stream of ${mapping.table}`] : []),
  };
}

/**
 * What may be delivered side by side: all records of an item are in one lane, in their order, as Lambda promises
 * when a mapping has several batches of a shard under way.
 */
export function lanesOf(records: readonly StreamRecord[], count: number): StreamRecord[][] {
  const laneOf = ({ dynamodb: { Keys } }: StreamRecord) =>
    createHash('sha256')
      .update(JSON.stringify(Object.entries(Keys).sort()))
      .digest()
      .readUInt32BE() % count;
  return [...Map.groupBy(records, count > 1 ? laneOf : () => 0).values()];
}

/** The engine's record with what it leaves out or writes differently. */
function asDelivered(record: StreamRecord, mapping: StreamMapping, region: string): StreamRecord {
  const { userIdentity } = record as { userIdentity?: Record<string, unknown> };
  return {
    ...record,
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    eventSourceARN: mapping.streamArn,
    ...(userIdentity ? { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } } : {}),
  };
}
