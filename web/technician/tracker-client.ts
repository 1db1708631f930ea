import { type Session, SignedOut } from '../session/session.ts';
import type { Clock } from './clock.ts';

/** What the service answered, whatever it was. */
export interface Answer<T = unknown> {
  readonly status: number;
  readonly body: T;
}

/** Nothing came back, or nothing but an apology: later it may work. */
export class Unreachable extends Error {}

interface Call {
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  /** Goes on when the page does not. */
  readonly keepalive?: boolean;
}

const ANSWERED_WITHIN = 20_000;

const request = (method: string, path: string, token: string, call: Call): Promise<Response> => {
  const { body, idempotencyKey, keepalive = false } = call;
  return fetch(path, {
    method,
    keepalive,
    cache: 'no-store',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(ANSWERED_WITHIN),
  });
};

/** Speaks to the service in the name of whoever is signed in. */
export function createTracker(session: Pick<Session, 'token'>, clock: Pick<Clock, 'hear'>) {
  /** The last one that was good: a page that goes cannot ask for another. */
  let known: string | undefined;
  const good = async (refused?: string): Promise<string> => {
    try {
      known = await tokenOf(session, refused);
      return known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
  const ask = async (method: string, path: string, token: string, call: Call): Promise<Response> => {
    const askedAt = Date.now();
    const answer = await request(method, path, token, call).catch((error) => {
      throw new Unreachable(String(error));
    });
    clock.hear({ date: answer.headers.get('date'), askedAt, heardAt: Date.now() });
    return answer;
  };
  /** @throws SignedOut, Unreachable */
  const tracker = async <T>(method: string, path: string, call: Call = {}): Promise<Answer<T>> => {
    const token = await good();
    let answer = await ask(method, path, token, call);
    if (answer.status === 401) answer = await ask(method, path, await good(token), call);
    if (answer.status === 429 || answer.status >= 500) throw new Unreachable(`${answer.status}`);
    return { status: answer.status, body: (await answer.json().catch(() => undefined)) as T };
  };
  /** Posts within this very turn, and waits for nothing: after it the page may be no more. */
  const leave = (path: string, call: Call): void => {
    if (known !== undefined)
      void request('POST', path, known, { ...call, keepalive: true }).catch(() => undefined);
  };
  return Object.assign(tracker, { leave });
}

export type Tracker = ReturnType<typeof createTracker>;

async function tokenOf({ token }: Pick<Session, 'token'>, refused?: string): Promise<string> {
  try {
    return await token(refused);
  } catch (error) {
    if (error instanceof SignedOut) throw error;
    throw new Unreachable(String(error));
  }
}
