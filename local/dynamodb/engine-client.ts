import { Agent, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface EngineAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** Speaks to the engine directly, past faults and counting. */
export interface EngineClient {
  /** Passes a request on as it is. */
  send(target: string, body: string | Buffer): Promise<EngineAnswer>;
  /** @throws EngineRefusal for whatever the engine refuses */
  call<T = Record<string, unknown>>(target: string, input: object): Promise<T>;
  close(): void;
}

/** The engine said no; `code` is DynamoDB's, such as `ResourceInUseException`. */
export class EngineRefusal extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** The engines want a signature to be there; none checks it. */
const SIGNED =
  'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

export function createEngineClient(endpoint: string): EngineClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const { hostname, port } = new URL(endpoint);
  const send = (target: string, body: string | Buffer): Promise<EngineAnswer> =>
    new Promise((resolve, reject) => {
      const outgoing = request(
        {
          agent,
          hostname,
          port,
          method: 'POST',
          path: '/',
          headers: {
            'content-type': 'application/x-amz-json-1.0',
            'content-length': Buffer.byteLength(body),
            'x-amz-target': target,
            'x-amz-date': '20260101T000000Z',
            authorization: SIGNED,
          },
        },
        (incoming) => {
          buffer(incoming).then(
            (answer) => resolve({ status: incoming.statusCode ?? 500, body: answer }),
            reject,
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  return {
    send,
    async call<T>(target: string, input: object): Promise<T> {
      const { status, body } = await send(target, JSON.stringify(input));
      const answer = JSON.parse(body.toString('utf8'));
      if (status === 200) return answer;
      const code =
        String(answer.__type ?? 'Unknown')
          .split('#')
          .pop() ?? 'Unknown';
      throw new EngineRefusal(code, String(answer.message ?? answer.Message ?? ''));
    },
    close: () => agent.destroy(),
  };
}
