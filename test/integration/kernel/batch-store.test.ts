import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDynamodb } from '../../../local/dynamodb/dynamodb.ts';
import { createEngineClient } from '../../../local/dynamodb/engine-client.ts';
import { createUsage } from '../../../local/usage/usage.ts';
import { readAll } from '../../../shared/kernel/batch-store.ts';
import { putRecord, startTables } from '../../support/real-tables.ts';
import { serveEmulators } from '../../support/serve-emulators.ts';

type Batch = Record<string, { readonly Keys: readonly unknown[] }>;

/** The engine behind a table that is short of capacity: it reads so many keys a call and leaves the rest. */
let most = Number.POSITIVE_INFINITY;
let stop: () => Promise<unknown>;
beforeAll(async () => {
  const tables = await startTables();
  const engine = createEngineClient(process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '');
  const dynamodb = createDynamodb({ engine, usage: createUsage(), written: () => undefined });
  const served = await serveEmulators({
    ...dynamodb,
    async handle(call, request) {
      if (call.operation !== 'BatchGetItem') return dynamodb.handle(call, request);
      const [[table = '', { Keys, ...how }] = ['', { Keys: [] }]] = Object.entries(
        call.input['RequestItems'] as Batch,
      );
      const [read, left] = [Keys.slice(0, most), Keys.slice(most)];
      const RequestItems = { [table]: { Keys: read, ...how } };
      const answer =
        read.length === 0
          ? { status: 200, body: '{"Responses":{}}' }
          : await dynamodb.handle({ ...call, input: { ...call.input, RequestItems } }, request);
      if (left.length === 0) return answer;
      const UnprocessedKeys = { [table]: { Keys: left, ...how } };
      return { ...answer, body: JSON.stringify({ ...JSON.parse(String(answer.body)), UnprocessedKeys }) };
    },
  });
  process.env['AWS_ENDPOINT_URL_DYNAMODB'] = served.client.endpoint;
  stop = async () => {
    await served.stop();
    engine.close();
    await tables.stop();
  };
});
afterAll(() => stop?.());

const keys = Array.from({ length: 5 }, (_, n) => ({ pk: 'BATCH', sk: `item-${n}` }));

it('keys that DynamoDB leaves unread are asked for again, those that do not exist are left out', async () => {
  for (const key of keys.slice(1)) await putRecord(key);
  most = 2;
  expect(await readAll(keys.toReversed())).toEqual(keys.slice(1).toReversed());
});

it('keys that stay unread are a failure, never a shorter list', async () => {
  most = 0;
  await expect(readAll(keys)).rejects.toThrow('keeps leaving keys');
});
