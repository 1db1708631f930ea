import { randomUUID } from 'node:crypto';
import type { DeployedSockets } from '../template/deployment.ts';
import type { Connection } from './connections.ts';

type EventType = 'CONNECT' | 'MESSAGE' | 'DISCONNECT';

/** What a WebSocket API hands on with every event. */
export function requestContext(
  { id: apiId, host, stage }: DeployedSockets,
  { id: connectionId, sourceIp, connectedAt }: Connection,
  { routeKey, eventType, at }: { routeKey: string; eventType: EventType; at: number },
) {
  const requestId = randomUUID();
  return {
    routeKey,
    eventType,
    ...(eventType === 'MESSAGE' ? { messageId: randomUUID() } : {}),
    extendedRequestId: requestId,
    requestId,
    requestTime: new Date(at).toUTCString(),
    requestTimeEpoch: at,
    messageDirection: 'IN',
    stage,
    connectedAt,
    connectionId,
    identity: { sourceIp },
    domainName: host,
    apiId,
  };
}

/** The route a message takes, by the API's route selection expression (`$request.body.name`). */
export function routeOf({ selection, routes }: DeployedSockets, body: string): string {
  const name = selection.replace('$request.body.', '');
  try {
    const message: unknown = JSON.parse(body);
    const key = message !== null && typeof message === 'object' ? Reflect.get(message, name) : undefined;
    return typeof key === 'string' && !key.startsWith('$') && Object.hasOwn(routes, key) ? key : '$default';
  } catch {
    return '$default';
  }
}
