import type { Answer, Gateway, Request } from '../cloud/gateway.ts';
import type { Chance } from '../machine/randomness.ts';
import { pause } from '../machine/take-over.ts';

const TRIES = 7;
const FIRST_PAUSE = 2000;

/**
 * Asks until there is an answer that is one: what is lost or broken is asked again under the same Idempotency-Key,
 * less and less often, as any good client does.
 */
export async function insist(gateway: Gateway, chance: Chance, request: Request): Promise<Answer> {
  const isPost = /^(POST|DELETE)/.test(request.route) && request.route !== 'POST /positions';
  const key = isPost ? { 'idempotency-key': `key-${chance.bytes(8).toString('hex')}` } : {};
  const asked = { ...request, headers: { ...request.headers, ...key } };
  for (let attempt = 1; ; attempt++) {
    const answer = await gateway.call(asked);
    const isAnswer = answer.status !== undefined && answer.status < 500 && answer.status !== 429;
    if (isAnswer || attempt === TRIES) return answer;
    await pause(FIRST_PAUSE * 2 ** (attempt - 1));
  }
}
