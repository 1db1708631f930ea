import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Shows nothing of what is typed. */
const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

/**
 * Asks whoever sits at the terminal.
 * @param secret what is typed is not shown
 * @throws AbortError when they press Ctrl-C instead
 */
export async function ask({ input, output }: Terminal, question: string, secret = false): Promise<string> {
  const stopping = new AbortController();
  const line = createInterface({ input, output: secret ? nowhere() : output, terminal: true });
  line.once('SIGINT', () => stopping.abort());
  line.once('close', () => stopping.abort());
  if (secret) output.write(question);
  try {
    return (await line.question(secret ? '' : question, { signal: stopping.signal })).trim();
  } finally {
    line.close();
    if (secret) output.write('\n');
  }
}
