import { createVisit } from '../../shared/visits/create-visit.ts';
import { linkSecret } from '../../shared/visits/link-secret-client.ts';
import { toLinkBody } from '../../shared/visits/link-token.ts';
import { NewVisit } from '../../shared/visits/particulars-contract.ts';
import type { Visit } from '../../shared/visits/visit.ts';
import { toVisitBody } from '../../shared/visits/visit-body.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { byOf, visibleVisit } from './visit-of-path.ts';
import { etag } from './visit-reply.ts';

/** POST /visits: a new visit and its link; one with a known externalId is answered instead of made again. */
export const handler = staff(
  {
    body: NewVisit,
    again: async ({ visitId = '' }, caller) => answer(201, await visibleVisit(visitId, caller)),
  },
  async ({ body, account, member, now, idempotency }) => {
    const secret = await linkSecret();
    const creation = { input: body, account, member, by: byOf(member), secret, now, idempotency };
    const { visit, created } = await createVisit(creation);
    return answer(created ? 201 : 200, visit);
  },
);

async function answer(statusCode: number, visit: Visit) {
  const link = visit.status === 'cancelled' ? {} : { link: toLinkBody(visit, await linkSecret()) };
  const headers = { ...etag(visit), location: `/visits/${visit.visitId}` };
  return reply(statusCode, { visit: toVisitBody(visit), ...link }, headers);
}
