import { notFound } from '../../shared/kernel/problem.ts';
import type { Vehicle } from '../../shared/vehicles/vehicle.ts';
import { findVehicle } from '../../shared/vehicles/vehicle-store.ts';
import type { Caller } from './staff.ts';

/** @throws Problem 404 for a vehicle of another account */
export async function vehicleOfPath({ account, path }: Caller): Promise<Vehicle> {
  const vehicle = await findVehicle(account.accountId, path['vehicleId'] ?? '');
  if (!vehicle) throw notFound();
  return vehicle;
}
