import type { Agenda } from '../clock/agenda.ts';
import type { Part } from '../control/activity.ts';
import type { EngineClient } from '../dynamodb/engine-client.ts';
import type { Store } from '../emulators/emulator.ts';
import type { Faults } from '../faults/faults.ts';
import type { Queues } from '../queues/queues.ts';
import type { Deployment } from '../template/deployment.ts';
import type { FunctionPool } from '../workers/function-pool.ts';
import { parkedMessage } from './deliver-batch.ts';
import { STREAM_POSITIONS, startStreamConsumer } from './stream-consumer.ts';
import { createStreamReader } from './stream-reader.ts';

/** How far a function is behind the table it is fed from. */
export interface StreamAge {
  readonly table: string;
  readonly function: string;
  /** Milliseconds that the oldest record has waited which it has not dealt with, 0 with none. */
  readonly oldestMs: number;
}

/** All functions that are fed from streams. */
export interface Streams extends Part {
  /** To be called when a table was written to. */
  written(table: string): void;
  ages(): readonly StreamAge[];
  stop(): void;
}

export interface StreamsOptions {
  readonly deployment: Deployment;
  readonly engine: EngineClient;
  readonly pool: FunctionPool;
  readonly queues: Queues;
  readonly store: Store;
  readonly faults: Faults;
  readonly agenda: Agenda;
  readonly now: () => number;
  readonly changed: () => void;
}

export function startStreams(options: StreamsOptions): Streams {
  const { deployment, engine, pool, queues, store, now } = options;
  const consumers = deployment.streamMappings.map((mapping) => {
    const position = (shardId: string) => store.get<string>(STREAM_POSITIONS, `${mapping.id}/${shardId}`);
    const consumer = startStreamConsumer({
      ...options,
      mapping,
      region: deployment.region,
      reader: createStreamReader({ engine, table: mapping.table, position }),
      park(batch) {
        const reason = `${batch.error.errorType}: ${batch.error.errorMessage}`;
        if (mapping.onFailure) queues.send(mapping.onFailure, parkedMessage(batch, now()), { reason });
      },
    });
    return { table: mapping.table, name: pool.find(mapping.functionArn).name, consumer };
  });
  return {
    written(table) {
      for (const one of consumers) if (one.table === table) one.consumer.touch();
    },
    ages: () =>
      consumers.map(({ table, name, consumer }) => ({ table, function: name, oldestMs: consumer.age() })),
    stop() {
      for (const { consumer } of consumers) consumer.stop();
    },
    busy: () => consumers.flatMap(({ consumer }) => consumer.busy()),
    pending: () => consumers.flatMap(({ consumer }) => consumer.pending()),
  };
}
