import { type Session, SignedOut } from '../session/session.ts';

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

/** Speaks to the service in the name of whoever is signed in. */
export function createTracker(session: Pick<Session, 'token'>) {
  const ask = async (method: string, path: string, token: string, call: Call): Promise<Response> => {
    const { body, idempotencyKey, keepalive = false } = call;
    try {
      return await fetch(path, {
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
    } catch (error) {
      throw new Unreachable(String(error));
    }
  };
  /** @throws SignedOut, Unreachable */
  return async <T>(method: string, path: string, call: Call = {}): Promise<Answer<T>> => {
    const token = await tokenOf(session);
    let answer = await ask(method, path, token, call);
    if (answer.status === 401) answer = await ask(method, path, await tokenOf(session, token), call);
    if (answer.status === 429 || answer.status >= 500) throw new Unreachable(`${answer.status}`);
    return { status: answer.status, body: (await answer.json().catch(() => undefined)) as T };
  };
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
