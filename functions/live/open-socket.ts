import type { APIGatewayAuthorizerResult } from 'aws-lambda';
import { cameThroughTheDoor } from '../runtime/only-door.ts';
import type { SocketReply } from '../runtime/socket.ts';

interface Opening {
  readonly type?: string;
  readonly methodArn?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * $connect: the gateway asks first whether the socket came through the distribution, then opens it. Nothing is
 * kept; who it is that listens is said by the page's hello.
 */
export const handler = async (event: Opening): Promise<APIGatewayAuthorizerResult | SocketReply> =>
  event.type === 'REQUEST' ? verdict(event) : { statusCode: 200 };

const verdict = ({ headers = {}, methodArn = '' }: Opening): APIGatewayAuthorizerResult => ({
  principalId: 'page',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [
      {
        Action: 'execute-api:Invoke',
        Effect: cameThroughTheDoor(lowerCase(headers)) ? 'Allow' : 'Deny',
        Resource: methodArn,
      },
    ],
  },
});

/** A WebSocket API hands headers on as they were spelt. */
const lowerCase = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
