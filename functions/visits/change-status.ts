import { changeStatus } from '../../shared/visits/change-status.ts';
import { StatusChange } from '../../shared/visits/step-contract.ts';
import { staff } from '../runtime/staff.ts';
import { editOf, visitOfPath } from './visit-of-path.ts';
import { visitAgain, visitReply } from './visit-reply.ts';

/** POST /visits/{visitId}/status: one step in the visit's life. */
export const handler = staff(
  { body: StatusChange, subject: visitOfPath, again: visitAgain(200) },
  async (request) => {
    const { subject: visit, body, account, idempotency } = request;
    const { status: to, reason, at, anyway } = body;
    return visitReply(
      200,
      await changeStatus({ visit, to, reason, at, anyway, account, idempotency, ...editOf(request) }),
    );
  },
);
