import type { Connections } from '../sockets/connections.ts';
import { AwsError, type AwsRequest, type Emulator } from './emulator.ts';
import { jsonReply, refuseRest } from './rest-json.ts';

const MAX_BYTES = 128 * 1024;
const PATH = /^\/([^/]+)\/@connections\/([^/]+)$/;
const OPERATIONS: Readonly<Record<string, string>> = {
  POST: 'PostToConnection',
  DELETE: 'DeleteConnection',
};

/**
 * API Gateway's management API of a WebSocket stage: sending to sockets and closing them. The input names what IAM
 * would ask for: API, stage and method.
 */
export function createConnectionsApi(connections: Connections, apiId: string): Emulator {
  const gone = () => new AwsError(410, 'GoneException', 'The connection is gone.');
  const answers: Readonly<Record<string, (id: string, request: AwsRequest) => unknown>> = {
    PostToConnection(id, { body }) {
      if (body.length > MAX_BYTES) throw new AwsError(413, 'PayloadTooLargeException', 'Message too long');
      if (!connections.send(id, body)) throw gone();
    },
    DeleteConnection(id) {
      if (!connections.close(id)) throw gone();
    },
  };
  return {
    service: 'apigateway',
    signingNames: ['execute-api'],
    operations: Object.values(OPERATIONS),
    parse({ method, path }) {
      const operation = OPERATIONS[method];
      const [, stage, id] = PATH.exec(path) ?? [];
      if (!operation || !id) throw new AwsError(403, 'ForbiddenException', `${method} ${path}`);
      const input = { ApiId: apiId, Stage: stage, Method: method, ConnectionId: decodeURIComponent(id) };
      return { operation, input };
    },
    handle({ operation, input }, request) {
      return jsonReply(answers[operation]?.(String(input['ConnectionId']), request) ?? {});
    },
    refuse: refuseRest,
  };
}
