import { type EngineClient, EngineRefusal } from '../dynamodb/engine-client.ts';

/** A record of a table's stream, as a Lambda gets it. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly dynamodb: {
    readonly Keys: Readonly<Record<string, unknown>>;
    readonly SequenceNumber: string;
    readonly ApproximateCreationDateTime?: number;
  };
  readonly [name: string]: unknown;
}

/** Reads a table's stream from where it was left. */
export interface StreamReader {
  /** The next records of one shard, none when there are no more for now. */
  read(): Promise<{ shardId: string; records: readonly StreamRecord[] } | undefined>;
}

export interface StreamReaderOptions {
  readonly engine: EngineClient;
  readonly table: string;
  /** The last sequence number that was dealt with. */
  readonly position: (shardId: string) => string | undefined;
}

const STREAMS = 'DynamoDBStreams_20120810.';
/** Records in one read at most. */
export const CHUNK = 1000;

interface Shard {
  readonly ShardId: string;
}

/** A reader that walks the shards in their order; a closed one is left once it is empty. */
export function createStreamReader({ engine, table, position }: StreamReaderOptions): StreamReader {
  const iterators = new Map<string, string | undefined>();
  let streamArn: string | undefined;

  const findStream = async (): Promise<string> => {
    const { Table } = await engine.call<{ Table: { LatestStreamArn?: string } }>(
      'DynamoDB_20120810.DescribeTable',
      {
        TableName: table,
      },
    );
    if (!Table.LatestStreamArn) throw new Error(`The table ${table} has no stream.`);
    return Table.LatestStreamArn;
  };
  const shards = async (): Promise<readonly Shard[]> => {
    streamArn ??= await findStream();
    const { StreamDescription } = await engine.call<{ StreamDescription: { Shards?: Shard[] } }>(
      `${STREAMS}DescribeStream`,
      { StreamArn: streamArn },
    );
    return StreamDescription.Shards ?? [];
  };
  const iteratorFor = async (shardId: string): Promise<string | undefined> => {
    if (iterators.has(shardId)) return iterators.get(shardId);
    const ask = (from: object) =>
      engine.call<{ ShardIterator: string }>(`${STREAMS}GetShardIterator`, {
        StreamArn: streamArn,
        ShardId: shardId,
        ...from,
      });
    const last = position(shardId);
    const start = { ShardIteratorType: 'TRIM_HORIZON' };
    // What was dealt with may have been trimmed since: then everything that is left is new.
    const { ShardIterator } = last
      ? await ask({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: last }).catch(() =>
          ask(start),
        )
      : await ask(start);
    iterators.set(shardId, ShardIterator);
    return ShardIterator;
  };
  const readShard = async (shardId: string): Promise<readonly StreamRecord[]> => {
    const iterator = await iteratorFor(shardId);
    if (iterator === undefined) return [];
    try {
      const { Records, NextShardIterator } = await engine.call<{
        Records: StreamRecord[];
        NextShardIterator?: string;
      }>(`${STREAMS}GetRecords`, { ShardIterator: iterator, Limit: CHUNK });
      iterators.set(shardId, NextShardIterator ?? undefined);
      return Records;
    } catch (error) {
      if (error instanceof EngineRefusal) iterators.delete(shardId);
      throw error;
    }
  };

  let known: readonly Shard[] = [];
  return {
    async read() {
      const looked = known.length === 0;
      if (looked) known = await shards();
      for (const { ShardId } of known) {
        const records = await readShard(ShardId);
        if (records.length > 0) return { shardId: ShardId, records };
      }
      if (known.every(({ ShardId }) => iterators.get(ShardId) === undefined) && !looked) known = [];
      return undefined;
    },
  };
}
