import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import {
  AwsError,
  type AwsRequest,
  type AwsResponse,
  type Emulator,
  type Store,
  type World,
} from '../../local/emulators/emulator.ts';
import { createFaults, type Faults } from '../../local/faults/faults.ts';

/** What the world outside the emulators saw, and a clock to set. */
export interface ObservedWorld extends World {
  /** Shared with whoever injects faults. */
  readonly faults: Faults;
  readonly emitted: Parameters<World['emit']>[0][];
  readonly invoked: Parameters<World['invokeTarget']>[0][];
  readonly logged: { logGroup: string; line: string }[];
  readonly told: { topicArn: string; message: string }[];
  readonly parked: { collection: string; key: string; reason: string }[];
  setClock(now: number): void;
}

/** A world in memory. */
export function createWorld(now = Date.parse('2026-11-20T17:00:00Z')): ObservedWorld {
  let clock = now;
  const emitted: ObservedWorld['emitted'] = [];
  const invoked: ObservedWorld['invoked'] = [];
  const logged: ObservedWorld['logged'] = [];
  const told: ObservedWorld['told'] = [];
  const parked: ObservedWorld['parked'] = [];
  return {
    region: 'us-east-1',
    accountId: '123456789012',
    now: () => clock,
    store: createMemoryStore(),
    faults: createFaults(),
    emit: (event) => emitted.push(event),
    log: (logGroup, line) => logged.push({ logGroup, line }),
    tell: (topicArn, message) => told.push({ topicArn, message }),
    park: (collection, key, reason) => parked.push({ collection, key, reason }),
    invokeTarget: (target) => invoked.push(target),
    emitted,
    invoked,
    logged,
    told,
    parked,
    setClock: (instant) => {
      clock = instant;
    },
  };
}

/** An emulator, of a service of the stack's or of another. */
export type Served = Omit<Emulator, 'service'>;

/** Options for an SDK client that talks to the emulators, and the way to stop them. */
export interface ServedEmulators {
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { accessKeyId: string; secretAccessKey: string };
    readonly disableHostPrefix: boolean;
    readonly maxAttempts: number;
  };
  stop(): Promise<void>;
}

/** Serves emulators over HTTP, chosen by the name a request is signed for. */
export async function serveEmulators(...emulators: Served[]): Promise<ServedEmulators> {
  const server = createServer((incoming, outgoing) => {
    void toAwsRequest(incoming)
      .then((request) => answer(emulators, request))
      .then(({ status, headers, body }) => {
        outgoing.writeHead(status, { 'x-amzn-requestid': randomUUID(), ...headers }).end(body);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    client: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      disableHostPrefix: true,
      maxAttempts: 1,
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(emulators: readonly Served[], request: AwsRequest): Promise<AwsResponse> {
  const name =
    /Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)\//.exec(request.headers['authorization'] ?? '')?.[1] ?? '';
  const emulator = emulators.find(({ signingNames }) => signingNames.includes(name));
  if (!emulator) return { status: 404, body: `no emulator for ${name}` };
  try {
    return await emulator.handle(emulator.parse(request), request);
  } catch (error) {
    return emulator.refuse(
      error instanceof AwsError ? error : new AwsError(500, 'InternalError', String(error)),
    );
  }
}

async function toAwsRequest(incoming: IncomingMessage): Promise<AwsRequest> {
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: incoming.method ?? 'GET',
    host: incoming.headers.host ?? '',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(headers),
    body: await buffer(incoming),
  };
}

function createMemoryStore(): Store {
  const collections = new Map<string, Map<string, string>>();
  const open = (name: string) =>
    collections.get(name) ?? collections.set(name, new Map()).get(name) ?? new Map();
  const read = <T>(json: string): T => JSON.parse(json) as T;
  return {
    put: (collection, key, value) => void open(collection).set(key, JSON.stringify(value)),
    get<T>(collection: string, key: string): T | undefined {
      const json: string | undefined = open(collection).get(key);
      return json === undefined ? undefined : read<T>(json);
    },
    delete: (collection, key) => void open(collection).delete(key),
    list: <T>(collection: string, prefix = '') =>
      [...open(collection)]
        .filter(([key]) => key.startsWith(prefix))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, json]) => ({ key, value: read<T>(json) })),
  };
}
