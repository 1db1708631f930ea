import { timingSafeEqual } from 'node:crypto';
import type { APIGatewayAuthorizerResult, APIGatewaySimpleAuthorizerResult } from 'aws-lambda';
import { gate } from '../gate.ts';

type Headers = Readonly<Record<string, string | undefined>>;

/** What either API asks with; a socket names itself by its method's ARN. */
interface Asked {
  readonly headers?: Headers;
  readonly methodArn?: string;
}

/**
 * The one function that knows what the distribution shows. The HTTP API asks it before routes without a JWT, and
 * remembers the answer for an hour per secret it is shown; the WebSocket API asks before each socket, and of
 * sockets that pages open it also takes only those of our own origins.
 */
export const handler = async ({
  headers = {},
  methodArn,
}: Asked): Promise<APIGatewaySimpleAuthorizerResult | APIGatewayAuthorizerResult> => {
  const given = lowerCase(headers);
  const came = same(given[gate.header] ?? '', setting('ORIGIN_SECRET'));
  return methodArn ? verdict(came && isOurs(given['origin']), methodArn) : { isAuthorized: came };
};

/** What is no browser names no origin, and could name any. */
const isOurs = (origin: string | undefined): boolean =>
  origin === undefined || setting('ORIGINS').split(',').includes(origin);

const verdict = (allowed: boolean, methodArn: string): APIGatewayAuthorizerResult => ({
  principalId: 'page',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect: allowed ? 'Allow' : 'Deny', Resource: methodArn }],
  },
});

/** A WebSocket API hands headers on as they were spelt. */
const lowerCase = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function same(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is not set.`);
  return value;
}
