import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createTables, type TableDeclaration } from '../../local/dynamodb/create-tables.ts';
import { startEngine } from '../../local/dynamodb/engine.ts';
import { createSecretsManager } from '../../local/emulators/secrets-manager.ts';
import { createWorld, serveEmulators } from '../../test/support/serve-emulators.ts';
import type { Section } from '../report/row.ts';
import { startMeter } from './meter.ts';

/** Requests on their own: the doors as bundled, on a real engine, with every DynamoDB call counted. */
export async function measureRequests(
  bundle: string,
  tables: readonly TableDeclaration[],
): Promise<Section[]> {
  const engine = await startEngine();
  const meter = await startMeter(engine.endpoint);
  const emulators = await serveEmulators(createSecretsManager(createWorld()));
  try {
    await createTables(engine.endpoint, tables);
    return await runInside({
      ...namesOf(tables),
      AWS_ENDPOINT_URL_DYNAMODB: meter.url,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: emulators.client.endpoint,
      BENCH_BUNDLE: bundle,
      BENCH_METER: meter.url,
    });
  } finally {
    await emulators.stop();
    meter.stop();
    await engine.stop();
  }
}

/** The records are the table with indexes. */
function namesOf(tables: readonly TableDeclaration[]) {
  const isRecords = ({ properties }: TableDeclaration) => properties['GlobalSecondaryIndexes'] !== undefined;
  return {
    RECORDS_TABLE: tables.find(isRecords)?.name,
    POSITIONS_TABLE: tables.find((table) => !isRecords(table))?.name,
  };
}

async function runInside(environment: NodeJS.ProcessEnv): Promise<Section[]> {
  const child = fork(new URL('./inside.ts', import.meta.url), {
    env: {
      PATH: process.env['PATH'],
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
      LINK_SECRET_ARN: 'bench-link-secret',
      PUBLIC_ORIGIN: 'https://bench.example',
      LIVE_URL: 'wss://bench.example/live',
      ...environment,
    },
  });
  const said = once(child, 'message');
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The process that measures requests ended early, with code ${code}.`);
  });
  const [sections] = await Promise.race([said, ended]);
  child.kill();
  return sections as Section[];
}
