import { changeVisit } from '../../shared/visits/change-visit.ts';
import { linkSecret } from '../../shared/visits/link-secret-client.ts';
import { toLinkBody } from '../../shared/visits/link-token.ts';
import { renewLink } from '../../shared/visits/renew-link.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { editOf, visibleVisit, visitOfPath } from './visit-of-path.ts';

/** POST /visits/{visitId}/link: a new link; the old one is dead from that instant. */
export const handler = staff(
  {
    subject: visitOfPath,
    again: async ({ visitId = '' }, caller) =>
      reply(201, toLinkBody(await visibleVisit(visitId, caller), await linkSecret())),
  },
  async (request) => {
    const { subject: visit, now, idempotency } = request;
    const secret = await linkSecret();
    const edit = editOf(request);
    const renewed = await changeVisit({ visit, now, idempotency }, (current) =>
      renewLink(current, secret, edit),
    );
    return reply(201, toLinkBody(renewed, secret));
  },
);
