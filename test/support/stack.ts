import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetGeofenceCommand, LocationClient } from '@aws-sdk/client-location';
import { routes } from '../../functions/routes.ts';
import { startLocalCloud } from '../../local/cloud.ts';
import type { OutboxMessage } from '../../local/emulators/outbox.ts';
import { createRouter } from '../../local/gateway/match-route.ts';
import type { DeployedRoute } from '../../local/template/deployment.ts';
import { mustBeDocumented } from './documented.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly body: any;
}

export interface Call {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly raw?: string;
  readonly headers?: Record<string, string>;
}

/** Whoever sits at this machine, to the services the stack stands on. */
const OPERATOR = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  disableHostPrefix: true,
};

export type Stack = Awaited<ReturnType<typeof startStack>>;

/** The whole system on a free port and an empty folder, as `npm start -- --no-demo` would run it. */
export async function startStack() {
  const dataDir = mkdtempSync(join(tmpdir(), 'service-tracker-'));
  const port = await freePort();
  const cloud = await startLocalCloud({ port, dataDir, fresh: true, demo: false, quiet: true });
  return {
    ...client(cloud.url),
    /** What the functions have logged so far. */
    logs() {
      const folder = join(dataDir, 'logs');
      const text = readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .join('');
      return { text, lines: text.split('\n').filter((line) => line !== '') };
    },
    /** What the deployment's outputs say of signing in. */
    userPool: {
      poolId: cloud.deployment.outputs['UserPoolId'] ?? '',
      clientId: cloud.deployment.outputs['UserPoolClientId'] ?? '',
    },
    /** Where Amazon Location has the middle of the circle of a visit; undefined without one. */
    async fenceOf(visitId: string) {
      const location = new LocationClient({ ...OPERATOR, endpoint: `${cloud.url}/_local/aws` });
      const [CollectionName] = cloud.deployment.geofenceCollections;
      const fence = new GetGeofenceCommand({ CollectionName, GeofenceId: visitId });
      const found = await location.send(fence).catch((error: Error) => {
        if (error.name !== 'ResourceNotFoundException') throw error;
      });
      const [lng, lat] = found?.Geometry?.Circle?.Center ?? [];
      return found && { lat, lng };
    },
    async stop() {
      await cloud.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * What a test says to a running stack.
 * @param documented whether each answer is held against the API's document: not where another API answers
 */
export function client(url: string, documented = true) {
  const call = async (
    method: string,
    path: string,
    { token, body, raw, headers }: Call = {},
  ): Promise<Answer> => {
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content }),
    });
    const text = await response.text();
    const answer = { status: response.status, headers: response.headers, text, body: parsed(text) };
    const key = documented ? routeOf(method, path) : undefined;
    const type = response.headers.get('content-type') ?? undefined;
    if (key) mustBeDocumented(key, { ...answer, type, body: answer.body ?? text });
    return answer;
  };
  const local = async (method: string, path: string, body?: unknown) => {
    const answer = await call(method, `/_local/${path}`, { body });
    if (answer.status >= 300) throw new Error(`/_local/${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  return {
    url,
    call,
    /** A signed-in member of the team; created on first use. */
    member: (
      role: string,
      more: object = {},
    ): Promise<{ token: string; memberId: string; accountId: string }> =>
      local('POST', 'token', { role, ...more }),
    now: async (): Promise<number> => Date.parse((await local('GET', 'clock')).now),
    advance: (seconds: number) => local('POST', 'clock', { advanceSeconds: seconds }),
    idle: () => local('GET', 'idle'),
    outbox: async (): Promise<OutboxMessage[]> => (await local('GET', 'outbox')).messages,
    fault: (fault: object) => local('POST', 'faults', fault),
    mend: () => local('DELETE', 'faults'),
    deadLetters: async (): Promise<{ queue: string; reason: string; at: string }[]> =>
      (await local('GET', 'dead-letters')).records,
    streams: async (): Promise<{ table: string; function: string; oldestMs: number }[]> =>
      (await local('GET', 'streams')).streams,
    usage: async () => (await local('GET', 'usage')).services,
    /** Calls a function as an operator would. */
    async invoke(name: string, payload: object): Promise<unknown> {
      const lambda = new LambdaClient({ ...OPERATOR, endpoint: `${url}/_local/aws` });
      const command = new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(payload) });
      const { FunctionError, Payload } = await lambda.send(command);
      const answer = JSON.parse(new TextDecoder().decode(Payload));
      if (FunctionError) throw new Error(answer.errorMessage);
      return answer;
    },
    resetUsage: () => local('DELETE', 'usage'),
  };
}

const findRoute = createRouter(Object.keys(routes).map((key) => ({ key }) as DeployedRoute));

/** Under which key of `routes` the gateway finds a request; undefined for what none names. */
function routeOf(method: string, path: string): string | undefined {
  if (path.startsWith('/_local')) return undefined;
  const { key } = findRoute(method, path.split('?')[0] ?? '')?.route ?? {};
  return key === '$default' ? undefined : key;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
