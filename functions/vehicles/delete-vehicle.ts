import { listDeviceTokens } from '../../shared/tracking/device-token-store.ts';
import { deleteVehicle } from '../../shared/vehicles/change-vehicle.ts';
import { staff } from '../runtime/staff.ts';
import { vehicleOfPath } from '../runtime/vehicle-of-path.ts';

/** DELETE /vehicles/{vehicleId}: with it its last position, and what its trackers still send counts no more. */
export const handler = staff({ subject: vehicleOfPath }, async ({ subject, now }) => {
  const tokens = await listDeviceTokens({ vehicleId: subject.vehicleId });
  await deleteVehicle(
    subject,
    tokens.map(({ device }) => device),
    now,
  );
  return { statusCode: 204 };
});
