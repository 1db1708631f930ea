import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Part } from '../control/activity.ts';
import { CALL_FAULTS, type Faults } from '../faults/faults.ts';
import { joinHeaders } from '../gateway/event-payload.ts';
import { createThrottle } from '../gateway/throttle.ts';
import type { DeployedSockets } from '../template/deployment.ts';
import type { FunctionPool } from '../workers/function-pool.ts';
import type { Connection, Connections } from './connections.ts';
import { watchFrames } from './frame-sizes.ts';
import { requestContext, routeOf } from './socket-events.ts';

export interface SocketGatewayOptions {
  readonly sockets: DeployedSockets;
  /** Headers the distribution adds. */
  readonly originHeaders: Readonly<Record<string, string>>;
  readonly connections: Connections;
  readonly pool: Pick<FunctionPool, 'invoke'>;
  readonly faults: Faults;
  readonly now: () => number;
  readonly changed: () => void;
}

/** The WebSocket API behind the distribution. */
export interface SocketGateway extends Part {
  upgrade(incoming: IncomingMessage, raw: Duplex, head: Buffer): Promise<void>;
  stop(): void;
}

/** A message, however many frames it comes in. */
const MAX_MESSAGE = 128 * 1024;
/** The code a socket is closed with that sent too much at once. */
const TOO_BIG = 1009;
const OWN_HOST = /^[^.]+\.execute-api\./;
const REFUSALS = {
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
};

export function createSocketGateway(options: SocketGatewayOptions): SocketGateway {
  const { sockets, originHeaders, connections, pool, faults, now, changed } = options;
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, clientTracking: false });
  const mayPass = createThrottle();
  let running = 0;

  /** @returns what the route's function answered, `undefined` when it failed or there is no such route */
  const invoke = async (functionArn: string, event: object): Promise<unknown> => {
    running += 1;
    const outcome = await pool.invoke(functionArn, event);
    running -= 1;
    changed();
    return outcome.ok ? (JSON.parse(outcome.payload) ?? {}) : undefined;
  };
  const call = (routeKey: string, eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT', from: Connection) => ({
    route: sockets.routes[routeKey],
    context: { requestContext: requestContext(sockets, from, { routeKey, eventType, at: now() }) },
  });

  const refusal = async (
    from: Connection,
    headers: Record<string, string>,
  ): Promise<keyof typeof REFUSALS | undefined> => {
    const { route, context } = call('$connect', 'CONNECT', from);
    if (!route) return undefined;
    if (!mayPass({ ...route, key: '$connect' })) return 429;
    if (route.authorizerArn) {
      const methodArn = `arn:aws:execute-api:us-east-1:000000000000:${sockets.id}/${sockets.stage}/$connect`;
      const asked = { type: 'REQUEST', methodArn, headers, ...context };
      const effect = effectOf(await invoke(route.authorizerArn, asked));
      if (effect !== 'Allow') return effect === 'Deny' ? 403 : 500;
    }
    const status = statusOf(await invoke(route.functionArn, { headers, ...context, isBase64Encoded: false }));
    if (status === undefined) return 500;
    return status < 300 ? undefined : status === 403 ? 403 : 500;
  };

  const said = async (from: Connection, body: string): Promise<void> => {
    connections.heard(from.id, Buffer.byteLength(body));
    const routeKey = routeOf(sockets, body);
    const { route, context } = call(routeKey, 'MESSAGE', from);
    if (!route || !mayPass({ ...route, key: routeKey })) return complain(from, context, 'Too Many Requests');
    const status = statusOf(await invoke(route.functionArn, { ...context, body, isBase64Encoded: false }));
    if (status === undefined || status >= 500) complain(from, context, 'Internal server error');
  };
  const complain = (
    { id }: Connection,
    { requestContext: { requestId } }: ReturnType<typeof call>['context'],
    message: string,
  ): void => {
    connections.send(id, Buffer.from(JSON.stringify({ message, connectionId: id, requestId })));
  };

  const opened = (from: Connection, socket: WebSocket, raw: Duplex) => {
    connections.open(from, socket);
    raw.prependListener(
      'data',
      watchFrames(() => socket.close(TOO_BIG)),
    );
    socket.on('message', (data, isBinary) => {
      // What came in the frame that was too large.
      if (socket.readyState !== socket.OPEN) return;
      // API Gateway takes text alone.
      if (isBinary) return socket.close(1003);
      void said(from, String(data));
    });
    // A socket that breaks closes by itself, and says why if it can: 1009 for a message that is too large.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      connections.ended(from.id);
      const { route, context } = call('$disconnect', 'DISCONNECT', from);
      // The gateway promises no more than to try; a fault makes it forget.
      if (faults.meet('apigateway', '$disconnect', CALL_FAULTS)) return;
      if (route && !stopped) void invoke(route.functionArn, { ...context, isBase64Encoded: false });
    });
  };

  let stopped = false;
  return {
    async upgrade(incoming, raw, head) {
      raw.on('error', () => raw.destroy());
      const path = (incoming.url ?? '/').split('?')[0] ?? '/';
      const direct = OWN_HOST.test(incoming.headers.host ?? '');
      if (path !== `/${sockets.stage}` || (!direct && !sockets.paths.includes(path))) return refuse(raw, 404);
      const headers = {
        ...joinHeaders(incoming.headers),
        ...(direct ? {} : originHeaders),
        Host: sockets.host,
      };
      const sourceIp = incoming.socket.remoteAddress?.replace('::ffff:', '') ?? '127.0.0.1';
      const from = { id: `${randomBytes(10).toString('base64url')}=`, sourceIp, connectedAt: now() };
      const refused = await refusal(from, headers);
      if (refused) return refuse(raw, refused);
      server.handleUpgrade(incoming, raw, head, (socket) => opened(from, socket, raw));
    },
    busy: () => (running > 0 ? ['a socket'] : []),
    pending: () => [],
    stop() {
      stopped = true;
      connections.stop();
      server.close();
    },
  };
}

function refuse(raw: Duplex, status: keyof typeof REFUSALS): void {
  raw.end(`HTTP/1.1 ${status} ${REFUSALS[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

const statusOf = (answer: unknown): number | undefined => {
  const status =
    answer !== null && typeof answer === 'object' ? Reflect.get(answer, 'statusCode') : undefined;
  return typeof status === 'number' ? status : undefined;
};

/** Of an authorizer's policy: its first statement. */
function effectOf(answer: unknown): unknown {
  const policy = answer as { policyDocument?: { Statement?: readonly { Effect?: unknown }[] } } | undefined;
  return policy?.policyDocument?.Statement?.[0]?.Effect;
}
