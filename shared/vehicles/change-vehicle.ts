import { type Idempotency, idempotencyWrite } from '../kernel/idempotency-store.ts';
import { newId } from '../kernel/ids.ts';
import { transact } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { unlessOvertaken } from './set-driver.ts';
import { turnEnds } from './turn-store.ts';
import type { Vehicle, VehicleDetails } from './vehicle.ts';
import { removeVehicle, saveVehicle, vehicleWrite } from './vehicle-store.ts';

/** What a request says of a new one. */
interface VehicleInput {
  readonly name: string;
  readonly description?: string | undefined;
  readonly plate?: string | undefined;
}

/** A new vehicle, which nobody drives yet. */
export async function createVehicle(
  accountId: string,
  { name, description, plate }: VehicleInput,
  now: number,
  idempotency?: Idempotency,
): Promise<Vehicle> {
  const at = instant(now);
  const vehicle = {
    vehicleId: newId('vehicle'),
    accountId,
    name,
    ...(description !== undefined && { description }),
    ...(plate !== undefined && { plate }),
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  const guard = idempotency ? [idempotencyWrite(idempotency, { vehicleId: vehicle.vehicleId })] : [];
  await transact([vehicleWrite(vehicle), ...guard]);
  return vehicle;
}

/** What a request says of a vehicle: null takes away, what is left out stays. */
type VehicleChanges = {
  readonly [name in keyof VehicleDetails]?: VehicleDetails[name] | null | undefined;
};

export const changeVehicle = (vehicle: Vehicle, changes: VehicleChanges, now: number): Promise<Vehicle> =>
  unlessOvertaken(vehicle, async (current) => {
    const told = Object.entries({ ...current, ...changes }).filter(([, value]) => value !== null);
    const after = {
      ...(Object.fromEntries(told) as unknown as Vehicle),
      version: current.version + 1,
      updatedAt: instant(now),
    };
    await saveVehicle(after, current);
    return after;
  });

/** @param devices the tokens by which its trackers report */
export const deleteVehicle = (vehicle: Vehicle, devices: readonly string[], now: number): Promise<void> =>
  unlessOvertaken(vehicle, (current) =>
    removeVehicle(current, {
      devices,
      ended: current.driver ? [turnEnds(current.vehicleId, current.driver, now)] : [],
      now,
    }),
  );
