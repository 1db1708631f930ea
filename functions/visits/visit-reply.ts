import type { IdempotentResult } from '../../shared/kernel/idempotency-store.ts';
import type { Visit } from '../../shared/visits/visit.ts';
import { type KnownBeside, toVisitBody } from '../../shared/visits/visit-body.ts';
import { type Reply, reply } from '../runtime/reply.ts';
import type { Caller } from '../runtime/staff.ts';
import { visibleVisit } from './visit-of-path.ts';

/** `{visit}` with its version as the ETag. */
export const visitReply = (statusCode: number, visit: Visit, beside?: KnownBeside): Reply =>
  reply(statusCode, { visit: toVisitBody(visit, beside) }, etag(visit));

export const etag = ({ version }: Visit) => ({ etag: `"${version}"` });

/** Answers a repeated request: with the visit as it is now. */
export const visitAgain =
  (statusCode: number) =>
  async ({ visitId = '' }: IdempotentResult, caller: Caller): Promise<Reply> =>
    visitReply(statusCode, await visibleVisit(visitId, caller));
