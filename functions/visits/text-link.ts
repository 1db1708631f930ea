import { changeVisit } from '../../shared/visits/change-visit.ts';
import { requestLinkText } from '../../shared/visits/renew-link.ts';
import { mustBeAllowedToSendLinks } from '../../shared/visits/send-permission.ts';
import { staff } from '../runtime/staff.ts';
import { editOf, visitOfPath } from './visit-of-path.ts';
import { visitAgain, visitReply } from './visit-reply.ts';

/** POST /visits/{visitId}/link/text: the customer is to be texted the link; the text follows from the timeline. */
export const handler = staff(
  {
    permits: ({ member, account }) => mustBeAllowedToSendLinks(member, account.settings),
    subject: visitOfPath,
    again: visitAgain(202),
  },
  async (request) => {
    const { subject: visit, now, idempotency } = request;
    const edit = editOf(request);
    const texted = await changeVisit({ visit, now, idempotency }, (current) =>
      requestLinkText(current, edit),
    );
    return visitReply(202, texted);
  },
);
