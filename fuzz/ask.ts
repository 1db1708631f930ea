import { Agent, request } from 'node:http';

/** A request as it goes onto the wire, whatever a well-mannered client would say of it. */
export interface Ask {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const TIMEOUT_MS = 30_000;
const agent = new Agent({ keepAlive: true });

/** @throws Error when no answer comes */
export const ask = (url: string, { method, target, headers, body }: Ask): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const going = request(
      {
        agent,
        hostname,
        port,
        method,
        path: target,
        headers: { ...headers, ...length },
        timeout: TIMEOUT_MS,
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          const told = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
          resolve({
            status: answer.statusCode ?? 0,
            headers: Object.fromEntries(told),
            text: Buffer.concat(parts).toString('utf8'),
          });
        });
      },
    );
    going.on('timeout', () => going.destroy(new Error('no answer for 30 seconds')));
    going.on('error', reject);
    going.end(body);
  });
