import { technicianPositions } from '../../shared/tracking/technician-positions.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /technicians/positions: the crew, as last seen. */
export const handler = staff({}, async ({ account, now }) =>
  reply(200, { technicians: await technicianPositions(account.accountId, now) }),
);
