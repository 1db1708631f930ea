import { MapQuery } from '../../shared/public/map-contract.ts';
import { streetsFor } from '../../shared/public/sketch/sketch-for.ts';
import { findWay } from '../../shared/tracking/find-way.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { visitOfPath } from './visit-of-path.ts';

/** GET /visits/{visitId}/map: what a technician's page draws: the streets around the address, and the way there. */
export const handler = staff(
  { subject: visitOfPath, query: MapQuery },
  async ({ subject: visit, query, member }) => {
    const route = await findWay(visit, member.memberId);
    const streets = await streetsFor(visit, Number(query.side), route);
    return reply(200, { ...(route && { route }), ...(streets && { streets }) });
  },
);
