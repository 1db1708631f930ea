import { listTurns } from '../../shared/vehicles/turn-store.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { vehicleOfPath } from '../runtime/vehicle-of-path.ts';

/** Nobody looks further back than that. */
const MOST = 500;

/** GET /vehicles/{vehicleId}/drivers: who drove it when, the latest first. */
export const handler = staff({ subject: vehicleOfPath }, async ({ subject }) =>
  reply(200, { drivers: await listTurns(subject.vehicleId, MOST) }),
);
