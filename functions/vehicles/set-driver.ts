import { vehicleBody } from '../../shared/tracking/vehicle-bodies.ts';
import { DriverChange } from '../../shared/vehicles/contract.ts';
import { setDriver } from '../../shared/vehicles/set-driver.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { vehicleOfPath } from '../runtime/vehicle-of-path.ts';

/** PUT /vehicles/{vehicleId}/driver: who drives it from now on. */
export const handler = staff(
  { body: DriverChange, subject: vehicleOfPath },
  async ({ subject, body, member, now }) => {
    const vehicle = await setDriver(subject, body.memberId, member.memberId, now);
    return reply(200, { vehicle: await vehicleBody(vehicle, now) });
  },
);
