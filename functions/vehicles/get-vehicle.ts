import { vehicleBody } from '../../shared/tracking/vehicle-bodies.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { vehicleOfPath } from '../runtime/vehicle-of-path.ts';

/** GET /vehicles/{vehicleId}. */
export const handler = staff({ subject: vehicleOfPath }, async ({ subject, now }) =>
  reply(200, { vehicle: await vehicleBody(subject, now) }),
);
