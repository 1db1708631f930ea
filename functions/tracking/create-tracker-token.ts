import { NewDeviceToken } from '../../shared/tracking/device-token-contract.ts';
import { makeTrackerToken } from '../../shared/tracking/make-device-token.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { vehicleOfPath } from '../runtime/vehicle-of-path.ts';

/** POST /vehicles/{vehicleId}/device-token: lets a tracker report for a vehicle. */
export const handler = staff(
  { subject: vehicleOfPath, body: NewDeviceToken },
  async ({ subject, member, body, now }) =>
    reply(201, await makeTrackerToken(subject, member, body.label, now)),
);
