import { changeVisit } from '../../shared/visits/change-visit.ts';
import { release } from '../../shared/visits/hold.ts';
import { staff } from '../runtime/staff.ts';
import { editOf, visitOfPath } from './visit-of-path.ts';
import { visitReply } from './visit-reply.ts';

/** DELETE /visits/{visitId}/hold: it goes on. */
export const handler = staff({ subject: visitOfPath }, async (request) => {
  const { subject: visit, now } = request;
  const edit = editOf(request);
  return visitReply(200, await changeVisit({ visit, now }, (current) => release(current, edit)));
});
