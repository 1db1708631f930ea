import { changeVisit } from '../../shared/visits/change-visit.ts';
import { hold } from '../../shared/visits/hold.ts';
import { Hold } from '../../shared/visits/step-contract.ts';
import { staff } from '../runtime/staff.ts';
import { editOf, visitOfPath } from './visit-of-path.ts';
import { visitAgain, visitReply } from './visit-reply.ts';

/** POST /visits/{visitId}/hold: not now, for a reason. */
export const handler = staff(
  { body: Hold, subject: visitOfPath, again: visitAgain(200) },
  async (request) => {
    const { subject: visit, body, now, idempotency } = request;
    const edit = editOf(request);
    return visitReply(
      200,
      await changeVisit({ visit, now, idempotency }, (current) => hold(current, body.reason, edit)),
    );
  },
);
