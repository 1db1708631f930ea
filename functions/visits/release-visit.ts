import { changeVisit } from '../../shared/visits/change-visit.ts';
import { release } from '../../shared/visits/hold.ts';
import { Release } from '../../shared/visits/step-contract.ts';
import { staff } from '../runtime/staff.ts';
import { editOf, visitOfPath } from './visit-of-path.ts';
import { visitReply } from './visit-reply.ts';

/** DELETE /visits/{visitId}/hold: it goes on. */
export const handler = staff({ body: Release, subject: visitOfPath }, async (request) => {
  const { subject: visit, body, now } = request;
  const edit = editOf(request);
  const released = await changeVisit({ visit, now }, (current) => release(current, edit, body.reason));
  return visitReply(200, released);
});
