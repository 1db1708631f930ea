import { findEtaBody } from '../../shared/tracking/find-eta.ts';
import { staff } from '../runtime/staff.ts';
import { visitOfPath } from './visit-of-path.ts';
import { visitReply } from './visit-reply.ts';

/** GET /visits/{visitId}: the visit, with its arrival time while somebody is on the way. */
export const handler = staff({ subject: visitOfPath }, async ({ subject: visit, now }) =>
  visitReply(200, visit, await findEtaBody(visit, now)),
);
