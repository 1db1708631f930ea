import { vehicleBody } from '../../shared/tracking/vehicle-bodies.ts';
import { changeVehicle } from '../../shared/vehicles/change-vehicle.ts';
import { VehicleChange } from '../../shared/vehicles/contract.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { vehicleOfPath } from '../runtime/vehicle-of-path.ts';

/** PATCH /vehicles/{vehicleId}: what it is called and looks like. */
export const handler = staff(
  { body: VehicleChange, subject: vehicleOfPath },
  async ({ subject, body, now }) =>
    reply(200, { vehicle: await vehicleBody(await changeVehicle(subject, body, now), now) }),
);
