import {
  type AwsCall,
  AwsError,
  type AwsRequest,
  type AwsResponse,
  type Emulator,
} from '../emulators/emulator.ts';
import type { Usage } from '../usage/usage.ts';
import type { EngineClient } from './engine-client.ts';

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);
const JSON_1_0 = 'application/x-amz-json-1.0';

interface Capacity {
  readonly CapacityUnits?: number;
}

/** What the proxy leans on. */
export interface DynamodbParts {
  readonly engine: EngineClient;
  readonly usage: Usage;
  /** Told of every table written to, once the write is done. */
  readonly written: (table: string) => void;
}

/** DynamoDB: the real engine, with its units counted on the way. */
export function createDynamodb({ engine, usage, written }: DynamodbParts): Emulator {
  return {
    service: 'dynamodb',
    signingNames: ['dynamodb'],
    operations: [],
    parse: (request) => ({ operation: operationOf(request), input: parseInput(request) }),
    async handle(call, request) {
      const target = request.headers['x-amz-target'] ?? '';
      const counted = READS.has(call.operation) || WRITES.has(call.operation);
      if (!counted) return { ...reply(await engine.send(target, request.body)) };
      const asked = call.input['ReturnConsumedCapacity'] ?? 'NONE';
      const input = asked === 'NONE' ? { ...call.input, ReturnConsumedCapacity: 'TOTAL' } : call.input;
      const answer = await engine.send(target, JSON.stringify(input));
      if (WRITES.has(call.operation)) for (const table of tablesIn(call)) written(table);
      if (answer.status !== 200) {
        count(usage, call.operation, refusedUnits(call, answer.body));
        return reply(answer);
      }
      const output = JSON.parse(answer.body.toString('utf8'));
      count(usage, call.operation, unitsOf(output.ConsumedCapacity));
      if (asked !== 'NONE') return reply(answer);
      delete output.ConsumedCapacity;
      return reply({ status: 200, body: JSON.stringify(output) });
    },
    refuse: (error) => ({
      status: error.status,
      headers: { 'content-type': JSON_1_0 },
      body: JSON.stringify({
        __type: `com.amazonaws.dynamodb.v20120810#${error.code}`,
        message: error.message,
      }),
    }),
  };
}

function count(usage: Usage, operation: string, units: number): void {
  usage.count('dynamodb', operation, READS.has(operation) ? { readUnits: units } : { writeUnits: units });
}

function unitsOf(consumed: Capacity | readonly Capacity[] | undefined): number {
  const capacities = consumed === undefined ? [] : [consumed].flat();
  return capacities.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
}

/** A write whose condition fails is billed all the same; its size is not told, so one unit an item. */
function refusedUnits(call: AwsCall, body: Buffer): number {
  if (!body.includes('ConditionalCheckFailed')) return 0;
  const actions = call.input['TransactItems'];
  return Array.isArray(actions) ? 2 * actions.length : 1;
}

/** The tables a write touches. */
function tablesIn({ input }: AwsCall): Set<string> {
  const named = input['TableName'];
  if (typeof named === 'string') return new Set([named]);
  const batch = input['RequestItems'];
  if (batch && typeof batch === 'object') return new Set(Object.keys(batch));
  const actions = Array.isArray(input['TransactItems']) ? input['TransactItems'] : [];
  return new Set(
    actions.flatMap((action: Record<string, { TableName?: string }>) =>
      Object.values(action).flatMap(({ TableName }) => (TableName === undefined ? [] : [TableName])),
    ),
  );
}

const reply = ({ status, body }: { status: number; body: string | Buffer }): AwsResponse => ({
  status,
  headers: { 'content-type': JSON_1_0 },
  body,
});

const operationOf = (request: AwsRequest) => request.headers['x-amz-target']?.split('.')[1] ?? '';

function parseInput(request: AwsRequest): Record<string, unknown> {
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    throw new AwsError(400, 'SerializationException', 'The body is not JSON.');
  }
}
