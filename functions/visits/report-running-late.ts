import { findEta } from '../../shared/tracking/find-eta.ts';
import { changeVisit } from '../../shared/visits/change-visit.ts';
import { reportDelay } from '../../shared/visits/running-late.ts';
import { RunningLate } from '../../shared/visits/step-contract.ts';
import { staff } from '../runtime/staff.ts';
import { editOf, visitOfPath } from './visit-of-path.ts';
import { visitAgain, visitReply } from './visit-reply.ts';

/** POST /visits/{visitId}/running-late: it will be later; the text and the page follow. */
export const handler = staff(
  { body: RunningLate, subject: visitOfPath, again: visitAgain(200) },
  async (request) => {
    const { subject: visit, body, now, idempotency } = request;
    const edit = editOf(request);
    const eta = await findEta(visit, now);
    const late = await changeVisit({ visit, now, idempotency }, (current) =>
      reportDelay(current, { ...body, ...(current.trip === visit.trip && { eta: eta?.arrivesAt }) }, edit),
    );
    return visitReply(200, late);
  },
);
