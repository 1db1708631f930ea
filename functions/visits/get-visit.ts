import { toldArrivalAt } from '../../shared/messaging/told-arrival.ts';
import { findEta } from '../../shared/tracking/find-eta.ts';
import { laterBy } from '../../shared/tracking/live.ts';
import type { Visit } from '../../shared/visits/visit.ts';
import type { EtaBody } from '../../shared/visits/visit-body.ts';
import { staff } from '../runtime/staff.ts';
import { visitOfPath } from './visit-of-path.ts';
import { visitReply } from './visit-reply.ts';

/**
 * GET /visits/{visitId}: the visit, with its arrival time while somebody is on the way, and, once they are there, when
 * the customer was told. What the customer was told besides is for the office alone.
 */
export const handler = staff({ subject: visitOfPath }, async ({ subject: visit, now }) => {
  const [eta, arrivalToldAt] = await Promise.all([etaOf(visit, now), toldArrivalAt(visit)]);
  return visitReply(200, visit, { eta, arrivalToldAt });
});

async function etaOf(visit: Visit, now: number): Promise<EtaBody | undefined> {
  const eta = await findEta(visit, now);
  if (!eta) return undefined;
  const { arrivesAt, computedAt, distanceMeters } = laterBy(visit.delay, eta);
  return { arrivesAt, computedAt, distanceMeters };
}
