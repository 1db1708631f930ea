import { toldArrivalAt } from '../../shared/messaging/told-arrival.ts';
import { findEtaBody } from '../../shared/tracking/find-eta.ts';
import { staff } from '../runtime/staff.ts';
import { visitOfPath } from './visit-of-path.ts';
import { visitReply } from './visit-reply.ts';

/**
 * GET /visits/{visitId}: the visit, with its arrival time while somebody is on the way, and, once they are there, when
 * the customer was told. What the customer was told besides is for the office alone.
 */
export const handler = staff({ subject: visitOfPath }, async ({ subject: visit, now }) => {
  const [eta, arrivalToldAt] = await Promise.all([findEtaBody(visit, now), toldArrivalAt(visit)]);
  return visitReply(200, visit, { eta, arrivalToldAt });
});
