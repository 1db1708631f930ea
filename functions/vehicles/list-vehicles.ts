import { vehicleBodies } from '../../shared/tracking/vehicle-bodies.ts';
import { listVehicles } from '../../shared/vehicles/vehicle-store.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /vehicles: who drives them, and where their trackers saw them last. */
export const handler = staff({}, async ({ account, now }) =>
  reply(200, { vehicles: await vehicleBodies(await listVehicles(account.accountId), now) }),
);
