import { deviceTokensOf } from '../../shared/tracking/manage-device-tokens.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { vehicleOfPath } from '../runtime/vehicle-of-path.ts';

/** GET /vehicles/{vehicleId}/device-tokens: which trackers report for a vehicle. */
export const handler = staff({ subject: vehicleOfPath }, async ({ subject, now }) =>
  reply(200, { deviceTokens: await deviceTokensOf({ vehicleId: subject.vehicleId }, now) }),
);
