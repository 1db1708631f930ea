import { lambdaOf } from '../../functions/lambdas.ts';
import { routes } from '../../functions/routes.ts';
import type { Agenda } from '../machine/agenda.ts';
import type { Chance } from '../machine/randomness.ts';
import { pause } from '../machine/take-over.ts';
import { functionArn } from './deployment.ts';
import type { Trouble } from './faults.ts';
import type { Lambda } from './lambda.ts';

/** Who calls, as their JWT says. */
export interface Caller {
  readonly accountId: string;
  readonly memberId: string;
  readonly role: 'owner' | 'dispatcher' | 'technician';
}

/** A request as somebody makes it. */
export interface Request {
  /** A key of functions/routes.ts. */
  readonly route: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly as?: Caller;
}

/** What came back; without a status when nothing did, and nobody knows what was done. */
export interface Answer {
  readonly status?: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What went wrong around it on our side. */
  readonly hurt: readonly string[];
}

export interface Gateway {
  call(request: Request): Promise<Answer>;
}

export interface GatewayOptions {
  readonly lambda: Lambda;
  readonly agenda: Agenda;
  readonly chance: Chance;
  readonly trouble: Trouble;
  /** Told of every request that reached us, and what was answered, heard or not. */
  readonly answered: (request: Request, answer: Answer, since: number) => void;
}

/** From a phone or an office to us, one way, in milliseconds. */
const AWAY = [15, 120] as const;
const NOBODY_ANSWERS = 30_000;

const NOTHING: Answer = { body: {}, text: '', headers: {}, hurt: ['the network'] };

/** The HTTP API as seen from outside; the network between may lose a request, or its answer. */
export function createGateway({ lambda, agenda, chance, trouble, answered }: GatewayOptions): Gateway {
  return {
    async call(request) {
      await pause(chance.between(...AWAY));
      const lost = trouble.hits('network-lost');
      if (lost && trouble.amount('network-lost', 0, 1) < 0.5) {
        await pause(NOBODY_ANSWERS);
        return NOTHING;
      }
      const since = agenda.now();
      const { door = '' } = routes[request.route] ?? {};
      const { outcome, hurt } = await lambda.invokeSeen(functionArn(lambdaOf(door)), eventOf(request, since));
      const answer = answerOf(outcome, hurt);
      answered(request, answer, since);
      await pause(lost ? NOBODY_ANSWERS : chance.between(...AWAY));
      return lost ? NOTHING : answer;
    },
  };
}

function answerOf(outcome: Awaited<ReturnType<Lambda['invoke']>>, hurt: readonly string[]): Answer {
  if (!outcome.ok) {
    const died = hurt.length > 0 ? hurt : [];
    return { ...NOTHING, status: 500, body: { message: 'Internal Server Error' }, text: '', hurt: died };
  }
  const reply = JSON.parse(outcome.payload) as {
    statusCode: number;
    headers?: Record<string, string>;
    body?: string;
    isBase64Encoded?: boolean;
  };
  const text = reply.isBase64Encoded
    ? Buffer.from(reply.body ?? '', 'base64').toString()
    : (reply.body ?? '');
  return { status: reply.statusCode, headers: reply.headers ?? {}, text, body: parsed(text), hurt };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** As an HTTP API hands it on, payload 2.0. */
function eventOf({ route, path = {}, query = {}, body, headers = {}, as }: Request, now: number) {
  const [method = '', template = ''] = route.split(' ');
  const rawPath = template.replace(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '');
  const claims = as && {
    'custom:account_id': as.accountId,
    'custom:member_id': as.memberId,
    'cognito:groups': `[${as.role}]`,
  };
  const text = typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body);
  return {
    version: '2.0',
    routeKey: route,
    rawPath,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { ...(text !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    ...(Object.keys(path).length > 0 && { pathParameters: path }),
    requestContext: {
      ...(claims && { authorizer: { jwt: { claims, scopes: null } } }),
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'simulator' },
      requestId: 'request',
      routeKey: route,
      timeEpoch: now,
    },
    ...(text !== undefined && { body: text }),
    isBase64Encoded: false,
  };
}
