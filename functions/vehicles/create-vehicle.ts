import { notFound } from '../../shared/kernel/problem.ts';
import { vehicleBody } from '../../shared/tracking/vehicle-bodies.ts';
import { createVehicle } from '../../shared/vehicles/change-vehicle.ts';
import { VehicleInput } from '../../shared/vehicles/contract.ts';
import { findVehicle } from '../../shared/vehicles/vehicle-store.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** POST /vehicles: something technicians drive. */
export const handler = staff(
  {
    body: VehicleInput,
    again: async ({ vehicleId = '' }, { account, now }) => {
      const vehicle = await findVehicle(account.accountId, vehicleId);
      if (!vehicle) throw notFound();
      return reply(201, { vehicle: await vehicleBody(vehicle, now) });
    },
  },
  async ({ body, account, now, idempotency }) => {
    const vehicle = await createVehicle(account.accountId, body, now, idempotency);
    return reply(201, { vehicle: await vehicleBody(vehicle, now) });
  },
);
