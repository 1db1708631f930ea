import { matchesPattern } from '../../local/events/match-pattern.ts';
import { createBatchDelivery, type ParkedBatch } from '../../local/streams/deliver-batch.ts';
import type { StreamRecord } from '../../local/streams/stream-reader.ts';
import type { StreamMapping } from '../../local/template/deployment.ts';
import type { FunctionPool } from '../../local/workers/function-pool.ts';
import type { Written } from '../dynamodb/table.ts';
import { isEqual, type Value } from '../dynamodb/values.ts';
import type { Agenda } from '../machine/agenda.ts';
import type { Chance } from '../machine/randomness.ts';
import { pause } from '../machine/take-over.ts';
import type { Trouble } from './faults.ts';

export interface StreamOptions {
  readonly mappings: readonly StreamMapping[];
  readonly pool: Pick<FunctionPool, 'invoke'>;
  readonly agenda: Agenda;
  readonly chance: Chance;
  readonly trouble: Trouble;
  readonly park: (batch: ParkedBatch) => void;
}

export interface Streams {
  written(writes: readonly Written[]): void;
  /** How many records have not been dealt with. */
  waiting(): number;
}

const MINUTE = 60_000;
/** How long it takes until a record is read. */
const READ_AFTER = [30, 400] as const;

/** The tables' streams: each function gets what its filter lets through, what belongs to one item in its order. */
export function createStreams(options: StreamOptions): Streams {
  const followers = options.mappings.map((mapping) => ({ mapping, ...follow(mapping, options) }));
  let sequence = 0;
  return {
    written(writes) {
      for (const write of writes) {
        const record = recordOf(write, options.agenda.now());
        if (!record) continue;
        sequence += 1;
        record.dynamodb.SequenceNumber = String(sequence).padStart(21, '0');
        for (const { mapping, add } of followers) {
          const passes =
            mapping.table === write.table && mapping.filters.some((one) => matchesPattern(one, record));
          if (passes) add(record as StreamRecord);
        }
      }
    },
    waiting: () => followers.reduce((sum, { waiting }) => sum + waiting(), 0),
  };
}

function follow(mapping: StreamMapping, { pool, agenda, chance, trouble, park }: StreamOptions) {
  const lanes = new Map<string, StreamRecord[]>();
  const running = new Set<string>();
  let held = 0;
  const deliver = createBatchDelivery({
    mapping,
    pool,
    park,
    now: agenda.now,
    pause,
    stopped: () => false,
  });
  const work = async (lane: string) => {
    if (running.has(lane)) return;
    running.add(lane);
    for (;;) {
      const records = lanes.get(lane) ?? [];
      const batch = records.splice(0, mapping.batchSize);
      if (batch.length === 0) break;
      held += batch.length;
      const times = trouble.hits('delivered-twice') ? 2 : 1;
      for (let time = 0; time < times; time++) await deliver('shard', batch);
      held -= batch.length;
    }
    running.delete(lane);
  };
  return {
    add(record: StreamRecord) {
      const lane = laneOf(record, mapping.atOnce);
      const records = lanes.get(lane) ?? [];
      lanes.set(lane, records);
      records.push(record);
      const stands = trouble.hits('stream-stands') ? trouble.amount('stream-stands', MINUTE, 60 * MINUTE) : 0;
      if (stands > 0) {
        running.add(lane);
        agenda.after(stands, () => {
          running.delete(lane);
          void work(lane);
        });
      } else if (!running.has(lane)) agenda.after(chance.between(...READ_AFTER), () => void work(lane));
    },
    waiting: () => held + [...lanes.values()].reduce((sum, records) => sum + records.length, 0),
  };
}

/** By the item, as Lambda does it. */
function laneOf({ dynamodb: { Keys } }: StreamRecord, count: number): string {
  if (count === 1) return 'one';
  const text = JSON.stringify(Keys);
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (hash * 31 + text.charCodeAt(at)) | 0;
  return String(Math.abs(hash) % count);
}

/** A write that changes nothing is told by no stream. */
function recordOf({ pk, sk, before, after, expired }: Written, now: number) {
  if (before && after && isEqual({ M: before } as Value, { M: after } as Value)) return undefined;
  if (!before && !after) return undefined;
  return {
    eventID: `${pk}/${sk}`,
    eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
    eventSource: 'aws:dynamodb',
    ...(expired && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
    dynamodb: {
      Keys: { pk: { S: pk }, sk: { S: sk } },
      ...(after && { NewImage: after }),
      ...(before && { OldImage: before }),
      SequenceNumber: '',
      ApproximateCreationDateTime: Math.floor(now / 1000),
    },
  };
}
