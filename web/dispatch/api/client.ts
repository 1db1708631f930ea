import createClient from 'openapi-fetch';
import { type Session, SignedOut } from '../../session/session.ts';
import type { paths } from './openapi.ts';
import type { Problem } from './types.ts';

/** The service has said no, and why. */
export class Refused extends Error {
  readonly status: number;
  readonly problem: Problem;
  constructor(status: number, problem: Problem) {
    super(problem.detail ?? problem.title ?? `${status}`);
    this.status = status;
    this.problem = problem;
  }
  /** What kind of refusal it is, by the last word of its type. */
  get kind(): string {
    return this.problem.type?.split(':').at(-1) ?? '';
  }
}

/** Nothing came back, or nothing but an apology: later it may work. */
export class Unreachable extends Error {}

const ANSWERED_WITHIN = 20_000;

/** Speaks to the service in the name of whoever is signed in, in the words of its own document. */
export function createTracker(session: Pick<Session, 'token'>) {
  const tokenOf = async (refused?: string): Promise<string> => {
    try {
      return await session.token(refused);
    } catch (error) {
      throw error instanceof SignedOut ? error : new Unreachable(String(error));
    }
  };
  const send = async (request: Request, token: string): Promise<Response> => {
    request.headers.set('authorization', `Bearer ${token}`);
    try {
      return await fetch(request, { cache: 'no-store', signal: AbortSignal.timeout(ANSWERED_WITHIN) });
    } catch (error) {
      throw new Unreachable(String(error));
    }
  };
  return createClient<paths>({
    baseUrl: location.origin,
    async fetch(request) {
      const again = request.clone();
      const token = await tokenOf();
      const answer = await send(request, token);
      return answer.status === 401 ? send(again, await tokenOf(token)) : answer;
    },
  });
}

export type Tracker = ReturnType<typeof createTracker>;

/**
 * What an answer holds.
 * @throws Refused, Unreachable, SignedOut
 */
export async function answerOf<T>(
  call: Promise<{ readonly data?: T; readonly error?: unknown; readonly response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  if (response.status === 401) throw new SignedOut();
  if (response.status === 429 || response.status >= 500) throw new Unreachable(`${response.status}`);
  throw new Refused(response.status, (error ?? {}) as Problem);
}
