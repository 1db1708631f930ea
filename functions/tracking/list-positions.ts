import { PositionsQuery } from '../../shared/tracking/contract.ts';
import { technicianPositions } from '../../shared/tracking/technician-positions.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /technicians/positions: the crew, as last seen; once, for a map, where that map comes from. */
export const handler = staff({ query: PositionsQuery }, async ({ account, query, now }) => {
  const [technicians, mapStyleUrl] = await Promise.all([
    technicianPositions(account.accountId, now),
    query.map && styleUrl(),
  ]);
  return reply(200, { technicians, ...(mapStyleUrl && { mapStyleUrl }) });
});

/** Its client is loaded for whoever opens a map, and not for every board. */
async function styleUrl(): Promise<string> {
  const { keyedStyleUrl } = await import('../../shared/public/map/map-key-client.ts');
  return keyedStyleUrl();
}
