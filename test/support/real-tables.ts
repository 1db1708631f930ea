import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createTables } from '../../local/dynamodb/create-tables.ts';
import { startEngine } from '../../local/dynamodb/engine.ts';
import { documents, recordsTable } from '../../shared/kernel/table.ts';

const text = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));
const key = (pk: string, sk: string) => [
  { AttributeName: pk, KeyType: 'HASH' },
  { AttributeName: sk, KeyType: 'RANGE' },
];
const index = (IndexName: string, prefix: string) => ({
  IndexName,
  KeySchema: key(`${prefix}pk`, `${prefix}sk`),
  Projection: { ProjectionType: 'KEYS_ONLY' },
});

const POSITIONS = { AttributeDefinitions: text('pk', 'sk'), KeySchema: key('pk', 'sk') };
const RECORDS = {
  AttributeDefinitions: text('pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'),
  KeySchema: key('pk', 'sk'),
  GlobalSecondaryIndexes: [index('by-account', 'gsi1'), index('by-person', 'gsi2')],
};

/** Both tables, empty, in a real engine in memory; the code under test finds them by its environment. */
export async function startTables(): Promise<{ stop(): Promise<void> }> {
  const engine = await startEngine();
  const names = { RECORDS_TABLE: `records-${process.pid}`, POSITIONS_TABLE: `positions-${process.pid}` };
  Object.assign(process.env, names, {
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  await createTables(engine.endpoint, [
    { name: names.RECORDS_TABLE, properties: RECORDS },
    { name: names.POSITIONS_TABLE, properties: POSITIONS },
  ]);
  return engine;
}

/** Puts an item as it is, for what a test takes as given. */
export const putRecord = (item: Record<string, unknown>): Promise<unknown> =>
  documents.send(new PutCommand({ TableName: recordsTable(), Item: item }));
