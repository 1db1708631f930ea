import { changeVisit } from '../../shared/visits/change-visit.ts';
import { requestLinkText } from '../../shared/visits/renew-link.ts';
import { mustBeAllowedToSendLinks } from '../../shared/visits/send-permission.ts';
import { staff } from '../runtime/staff.ts';
import { editOf, visitOfPath } from './visit-of-path.ts';
import { visitAgain, visitReply } from './visit-reply.ts';

/** POST /visits/{visitId}/link/text: the customer is to be texted the link; the text follows from the timeline. */
export const handler = staff({ subject: visitOfPath, again: visitAgain(202) }, async (request) => {
  const { subject: visit, member, account, now, once } = request;
  mustBeAllowedToSendLinks(member, account.settings);
  const edit = editOf(request);
  return visitReply(
    202,
    await changeVisit({ visit, now, once }, (current) => requestLinkText(current, edit)),
  );
});
