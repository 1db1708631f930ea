import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { ServerMessage } from './message.ts';

let client: ApiGatewayManagementApiClient | undefined;

/** A socket that hangs must not hold up the others. */
const sockets = (): ApiGatewayManagementApiClient => {
  client ??= new ApiGatewayManagementApiClient({
    endpoint: endpoint(),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 500, requestTimeout: 2000, throwOnRequestTimeout: true },
  });
  return client;
};

function endpoint(): string {
  const url = process.env['SOCKETS_ENDPOINT'];
  if (!url) throw new Error('The environment variable SOCKETS_ENDPOINT is not set.');
  return url;
}

/** Tells one page. @returns false when nobody is there any more */
export const tell = (connectionId: string, message: ServerMessage): Promise<boolean> =>
  stillThere(
    sockets().send(
      new PostToConnectionCommand({ ConnectionId: connectionId, Data: Buffer.from(JSON.stringify(message)) }),
    ),
  );

/** Closes a page's socket. */
export const close = (connectionId: string): Promise<boolean> =>
  stillThere(sockets().send(new DeleteConnectionCommand({ ConnectionId: connectionId })));

async function stillThere(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (error instanceof GoneException) return false;
    throw error;
  }
}
