import { assignTechnicians } from '../../shared/visits/assign-technicians.ts';
import { assignedTechnicians } from '../../shared/visits/assigned-technicians.ts';
import { changeVisit } from '../../shared/visits/change-visit.ts';
import { Technicians } from '../../shared/visits/step-contract.ts';
import { staff } from '../runtime/staff.ts';
import { editOf, visitOfPath } from './visit-of-path.ts';
import { visitReply } from './visit-reply.ts';

/** PUT /visits/{visitId}/technicians: who does it, the lead first. */
export const handler = staff({ body: Technicians, subject: visitOfPath }, async (request) => {
  const { subject: visit, body, account, now } = request;
  const technicians = await assignedTechnicians(account.accountId, body.technicianIds);
  const edit = editOf(request);
  return visitReply(
    200,
    await changeVisit({ visit, now }, (current) => assignTechnicians(current, technicians, edit)),
  );
});
