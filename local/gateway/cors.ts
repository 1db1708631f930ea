import type { CorsConfiguration } from '../template/deployment.ts';
import type { GatewayAnswer } from './answer.ts';
import type { GatewayRequest } from './event-payload.ts';

/** Answers a preflight itself, as an HTTP API with a CORS configuration does. */
export function answerPreflight(
  cors: CorsConfiguration | undefined,
  { method, headers }: GatewayRequest,
): GatewayAnswer | undefined {
  if (!cors || method !== 'OPTIONS' || headers['access-control-request-method'] === undefined)
    return undefined;
  return {
    status: 204,
    headers: isAllowed(cors, headers['origin'])
      ? {
          'access-control-allow-methods': cors.methods.join(','),
          'access-control-allow-headers': cors.headers.join(','),
          ...(cors.maxAgeSeconds === undefined
            ? {}
            : { 'access-control-max-age': String(cors.maxAgeSeconds) }),
        }
      : {},
    body: Buffer.alloc(0),
  };
}

/** Adds the headers a browser of an allowed origin wants to see. */
export function withCors(
  cors: CorsConfiguration | undefined,
  { headers }: GatewayRequest,
  answer: GatewayAnswer,
): GatewayAnswer {
  const origin = headers['origin'];
  if (!cors || origin === undefined || !isAllowed(cors, origin)) return answer;
  return {
    ...answer,
    headers: {
      ...answer.headers,
      'access-control-allow-origin': cors.origins.includes('*') ? '*' : origin,
      ...(cors.expose.length > 0 ? { 'access-control-expose-headers': cors.expose.join(',') } : {}),
      vary: 'origin',
    },
  };
}

const isAllowed = ({ origins }: CorsConfiguration, origin: string | undefined) =>
  origin !== undefined && (origins.includes('*') || origins.includes(origin));
