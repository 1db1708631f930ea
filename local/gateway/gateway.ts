import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JSONWebKeySet } from 'jose';
import { BodyTooLarge, readBody } from '../endpoint/read-body.ts';
import type { Deployment } from '../template/deployment.ts';
import type { Usage } from '../usage/usage.ts';
import type { FunctionPool } from '../workers/function-pool.ts';
import { type GatewayAnswer, gatewayMessage, lambdaAnswer, serverError } from './answer.ts';
import { createAuthorize } from './authorize.ts';
import { answerPreflight, withCors } from './cors.ts';
import { eventPayload, type GatewayRequest, joinHeaders, newRequestId } from './event-payload.ts';
import { createRouter } from './match-route.ts';
import { createThrottle } from './throttle.ts';

export interface GatewayOptions {
  readonly deployment: Deployment;
  readonly pool: FunctionPool;
  readonly usage: Usage;
  /** The keys tokens are signed with. */
  readonly keys: JSONWebKeySet;
  readonly now: () => number;
}

const MAX_PAYLOAD = 10 * 1024 * 1024;
const INTEGRATION_TIMEOUT_MS = 30_000;
const OWN_HOST = /^[^.]+\.execute-api\./;

/**
 * The distribution and the HTTP API behind it. A request for the API's own host, here
 * `<api>.execute-api.localhost`, comes round the distribution and so gets none of its headers.
 */
export function createGateway({ deployment, pool, usage, keys, now }: GatewayOptions) {
  const { api, originHeaders } = deployment;
  const findRoute = createRouter(api.routes);
  const mayPass = createThrottle();
  const authorize = createAuthorize({ api, pool, keys });

  const answer = async (request: GatewayRequest): Promise<GatewayAnswer> => {
    const preflight = answerPreflight(api.cors, request);
    if (preflight) return preflight;
    const match = findRoute(request.method, request.path);
    if (!match) return gatewayMessage(404, 'Not Found');
    usage.count('httpapi', match.route.key);
    if (!mayPass(match.route)) return gatewayMessage(429, 'Too Many Requests');
    const verdict = await authorize(request, match);
    if ('refusal' in verdict) return verdict.refusal;
    const event = eventPayload(request, match, api, verdict.claims);
    const outcome = await inTime(pool.invoke(match.route.functionArn, event));
    if (outcome === 'late') return gatewayMessage(503, 'Service Unavailable');
    return outcome.ok ? lambdaAnswer(outcome.payload) : serverError();
  };

  const read = async (incoming: IncomingMessage): Promise<GatewayRequest> => {
    const [path = '/', query = ''] = splitOnce(incoming.url ?? '/');
    const host = incoming.headers.host ?? '';
    const direct = OWN_HOST.test(host);
    const sourceIp = incoming.socket.remoteAddress?.replace('::ffff:', '') ?? '127.0.0.1';
    const headers = joinHeaders(incoming.headers);
    return {
      method: incoming.method ?? 'GET',
      path,
      query,
      headers: {
        ...headers,
        ...(direct ? {} : originHeaders),
        host: api.host,
        'x-forwarded-for': sourceIp,
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
      },
      body: await readBody(incoming, MAX_PAYLOAD),
      sourceIp,
      at: now(),
      requestId: newRequestId(),
    };
  };

  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    try {
      const request = await read(incoming);
      send(outgoing, request, withCors(api.cors, request, await answer(request)));
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) throw error;
      const tooLarge = gatewayMessage(413, 'Request Entity Too Large');
      outgoing.writeHead(tooLarge.status, { ...tooLarge.headers, connection: 'close' }).end(tooLarge.body);
    }
  };
}

async function inTime<T>(work: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), INTEGRATION_TIMEOUT_MS);
  });
  const first = await Promise.race([work, late]);
  clearTimeout(timer);
  return first;
}

function send(
  outgoing: ServerResponse,
  request: GatewayRequest,
  { status, headers, body }: GatewayAnswer,
): void {
  const bare = request.method === 'HEAD' || status === 204 || status === 304;
  outgoing.writeHead(status, {
    'apigw-requestid': request.requestId,
    ...(status === 204 || status === 304 ? {} : { 'content-length': body.length }),
    ...(headers as Record<string, string | string[]>),
  });
  outgoing.end(bare ? undefined : body);
}

function splitOnce(url: string): [string, string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}
