import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createStackClock } from './clock/stack-clock.ts';
import { type Demo, startDemo } from './demo/drive-demo.ts';
import { seedTeam } from './demo/seed.ts';
import { startEngine } from './dynamodb/engine.ts';
import { secretValue } from './emulators/secrets-manager.ts';
import { type RunningDeployment, runDeployment } from './run-deployment.ts';
import { createParkedRows, parkUnreadable } from './store/parked-rows.ts';
import { ROW_SHAPES } from './store/row-shapes.ts';
import { type DurableStore, openStore } from './store/sqlite-store.ts';
import type { Deployment } from './template/deployment.ts';
import { readAssembly } from './template/read-assembly.ts';
import { readDeployment } from './template/read-deployment.ts';

export interface LocalCloudOptions {
  readonly port: number;
  /** Where everything is kept. */
  readonly dataDir: string;
  /** Begins with nothing. */
  readonly fresh?: boolean;
  /** Lets a simulated technician drive; without, account and team are there and nothing else. */
  readonly demo?: boolean;
  /** Says nothing on the terminal. */
  readonly quiet?: boolean;
  /** The folder with what `cdk synth` wrote; the project's own unless told. */
  readonly assembly?: string;
  /** False leaves out even the account and the team. */
  readonly seed?: boolean;
}

export interface LocalCloud {
  readonly url: string;
  readonly deployment: Deployment;
  stop(): Promise<void>;
}

type Answering = Pick<RunningDeployment, 'handle' | 'upgrade'>;

const ASSEMBLY = fileURLToPath(new URL('../cdk.out', import.meta.url));
/** Of a data folder, what is ours to delete. */
const KEPT = ['store.sqlite', 'dynamodb.sqlite', 'shared-local-instance.db', 'logs'];

/**
 * Runs the synthesised stack on this machine, listening on 127.0.0.1 alone.
 * @throws Error in one line when the port is taken, nothing was synthesised, or the engine does not start
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { port, quiet = false } = options;
  const dataDir = resolve(options.dataDir);
  const listener = await listen(port);
  const opened: (() => unknown)[] = [() => close(listener.server)];
  const stop = async () => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    prepareFolder(dataDir, options.fresh ?? false);
    const store = openOnly(dataDir);
    opened.push(() => store.close());
    const parking = { store, now: Date.now, tell: quiet ? () => undefined : console.error };
    parkUnreadable(parking);
    const clock = createStackClock(store);
    const deployment = read(options.assembly ?? ASSEMBLY, port, store, clock.now);
    const engine = await startEngine({ dataDir });
    opened.push(engine.stop);
    const running = await runDeployment({
      deployment,
      store,
      parked: createParkedRows({ ...parking, now: clock.now }),
      clock,
      engine,
      logFolder: join(dataDir, 'logs'),
      quiet,
    });
    opened.push(running.stop);
    listener.answerWith(running);
    const url = `http://127.0.0.1:${port}`;
    const log = quiet ? () => undefined : console.log;
    const demo = options.seed === false ? undefined : await populate(url, options.demo ?? false, log);
    opened.push(() => demo?.stop());
    return { url, deployment, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @throws FolderTaken while another stack has it open; Error when it is broken */
function openOnly(dataDir: string): DurableStore {
  const file = join(dataDir, 'store.sqlite');
  try {
    return openStore(file, ROW_SHAPES);
  } catch (error) {
    if (String(error).includes('locked')) throw new FolderTaken(dataDir);
    const why = error instanceof Error ? error.message : error;
    throw new Error(`${file} cannot be read (${why}). npm start -- --fresh begins anew.`);
  }
}

/** Another stack keeps its data there. */
class FolderTaken extends Error {
  constructor(dataDir: string) {
    super(`Another stack runs on ${dataDir}. Stop it, or set DATA_DIR to another folder.`);
  }
}

async function populate(
  url: string,
  lively: boolean,
  log: (line: string) => void,
): Promise<Demo | undefined> {
  if (lively) return startDemo({ baseUrl: url, log });
  await seedTeam(url);
  return undefined;
}

function read(assembly: string, port: number, store: DurableStore, now: () => number): Deployment {
  const secret = (id: string) => secretValue(store, id, now());
  return readDeployment(readAssembly(assembly), { publicHost: `127.0.0.1:${port}`, secret });
}

function prepareFolder(dataDir: string, fresh: boolean): void {
  mkdirSync(dataDir, { recursive: true });
  try {
    openOnly(dataDir).close();
  } catch (error) {
    // What is broken may be thrown away; what another stack is at work on may not.
    if (!fresh || error instanceof FolderTaken) throw error;
  }
  for (const name of fresh ? KEPT : []) {
    for (const ending of ['', '-wal', '-shm', '-journal']) {
      rmSync(join(dataDir, name + ending), { recursive: true, force: true });
    }
  }
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
}

/** Takes the port at once, so that a taken one is noticed before anything is started; requests wait meanwhile. */
async function listen(port: number): Promise<{ server: Server; answerWith: (running: Answering) => void }> {
  let answerWith: (running: Answering) => void = () => undefined;
  const ready = new Promise<Answering>((resolveReady) => {
    answerWith = resolveReady;
  });
  const server = createServer((incoming, outgoing) => {
    void ready.then(({ handle }) => handle(incoming, outgoing));
  });
  server.on('upgrade', (incoming, raw, head) => {
    void ready.then(({ upgrade }) => upgrade(incoming, raw, head));
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolveListening, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error),
    );
    server.listen(port, '127.0.0.1', resolveListening);
  });
  return { server, answerWith };
}

/** Somebody else listens there already. */
export class PortTaken extends Error {
  constructor(port: number) {
    super(`Port ${port} is taken. Stop what listens there, or choose another: PORT=${port + 1} npm start`);
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolveClosed) => {
    server.close(() => resolveClosed());
    server.closeAllConnections();
  });
}
