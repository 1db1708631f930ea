import { createServer, type IncomingHttpHeaders } from 'node:http';

/** One request as a receiver got it. */
export interface Received {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/**
 * Another system that is told of facts, on this machine.
 * @param answers what it answers next, in turn; 204 when there is nothing left
 */
export async function startReceiver(answers: (number | 'silence')[] = []) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: texts(request.headers), body: Buffer.concat(chunks).toString() });
      const answer = answers.shift() ?? 204;
      if (answer === 'silence') return;
      response
        .writeHead(answer, { location: '/elsewhere', 'retry-after': '120' })
        .end('What it says is of no interest.');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    port,
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    /** What it answers from now on, in turn. */
    answer: (...next: (number | 'silence')[]) => answers.push(...next),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const texts = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
