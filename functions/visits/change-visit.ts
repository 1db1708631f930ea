import { changeParticulars } from '../../shared/visits/change-particulars.ts';
import { VisitChanges } from '../../shared/visits/particulars-contract.ts';
import { staff } from '../runtime/staff.ts';
import { editOf, visitOfPath } from './visit-of-path.ts';
import { visitReply } from './visit-reply.ts';

/** PATCH /visits/{visitId}: what it is about, where and when. */
export const handler = staff({ body: VisitChanges, subject: visitOfPath }, async (request) => {
  const { subject: visit, body, account } = request;
  return visitReply(200, await changeParticulars(visit, body, account, editOf(request)));
});
