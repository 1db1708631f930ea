import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { DeployedApi } from '../template/deployment.ts';
import type { RouteMatch } from './match-route.ts';

/** A request on its way through the gateway. */
export interface GatewayRequest {
  readonly method: string;
  /** Without the query, still percent-encoded. */
  readonly path: string;
  readonly query: string;
  /** Lower-case names, several values joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
  /** Epoch milliseconds, by the stack's clock. */
  readonly at: number;
  readonly requestId: string;
}

/** Content an HTTP API hands on as text; all else goes in base64. */
const TEXT = /^(text\/|application\/(json|xml|javascript|.*\+json|.*\+xml)\b)/i;

/** The payload of version 2.0, as a Lambda behind an HTTP API gets it. */
export function eventPayload(request: GatewayRequest, match: RouteMatch, api: DeployedApi, claims?: Claims) {
  const { cookie, ...headers } = request.headers;
  const type = headers['content-type'];
  const isBase64Encoded = request.body.length > 0 && type !== undefined && !TEXT.test(type);
  const query = queryParameters(request.query);
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: decodePath(request.path),
    rawQueryString: request.query,
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    headers,
    ...(query ? { queryStringParameters: query } : {}),
    requestContext: requestContext(request, match, api, claims),
    ...(Object.keys(match.parameters).length > 0 ? { pathParameters: match.parameters } : {}),
    ...(request.body.length > 0 ? { body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8') } : {}),
    isBase64Encoded,
  };
}

/** The claims of a JWT as they reach a Lambda: every one a string. */
export type Claims = Readonly<Record<string, string>>;

function requestContext(
  { method, path, headers, sourceIp, at, requestId }: GatewayRequest,
  { route }: RouteMatch,
  api: DeployedApi,
  claims: Claims | undefined,
) {
  return {
    accountId: '000000000000',
    apiId: api.id,
    ...(claims ? { authorizer: { jwt: { claims, scopes: null } } } : {}),
    domainName: api.host,
    domainPrefix: api.id,
    http: {
      method,
      path: decodePath(path),
      protocol: 'HTTP/1.1',
      sourceIp,
      userAgent: headers['user-agent'] ?? '',
    },
    requestId,
    routeKey: route.key,
    stage: '$default',
    time: new Date(at).toUTCString(),
    timeEpoch: at,
  };
}

function queryParameters(query: string): Record<string, string> | undefined {
  if (query === '') return undefined;
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = name in parameters ? `${parameters[name]},${value}` : value;
  }
  return parameters;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Headers as API Gateway hands them on: lower-case names, several values joined by commas. */
export function joinHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value] as const],
    ),
  );
}

export const newRequestId = (): string => randomUUID();
