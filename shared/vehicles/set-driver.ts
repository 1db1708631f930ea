import { conflict, impossible, notFound } from '../kernel/problem.ts';
import { transact, type Write } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import { findMember } from '../team/member-store.ts';
import { trackerWrite, turnBegins, turnEnds, vehicleDrivenBy } from './turn-store.ts';
import type { Vehicle } from './vehicle.ts';
import { driverFact } from './vehicle-fact.ts';
import { drivesWrite, dropsWrite, findVehicle, Overtaken, vehicleWrite } from './vehicle-store.ts';

const TRIES = 3;

/** Does it again, on what is there now, when somebody else was quicker. @throws Problem 409 when others always are */
export async function unlessOvertaken<T>(
  vehicle: Vehicle,
  change: (current: Vehicle) => Promise<T>,
): Promise<T> {
  let current: Vehicle | undefined = vehicle;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    try {
      return await change(current);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      current = await findVehicle(vehicle.accountId, vehicle.vehicleId);
      if (!current) throw notFound();
    }
  }
  throw conflict('busy', 'Others keep changing this vehicle; try again.');
}

/**
 * Lets a technician drive a vehicle from now on, or nobody. Whoever drove it leaves it, and whatever else this one drove
 * is left standing: one vehicle a driver, one driver a vehicle, in one transaction.
 * @throws Problem 422 for who is no active technician of the account
 */
export async function setDriver(vehicle: Vehicle, memberId: string | null, by: string, now: number) {
  if (memberId !== null) await mustDrive(memberId, vehicle.accountId);
  return unlessOvertaken(vehicle, (current) => change(current, memberId, by, now));
}

async function mustDrive(memberId: string, accountId: string): Promise<void> {
  const member = await findMember(memberId);
  if (member?.accountId !== accountId || !member.active || member.role !== 'technician') {
    throw impossible('/memberId', 'must be a technician of this account');
  }
}

async function change(vehicle: Vehicle, memberId: string | null, by: string, now: number): Promise<Vehicle> {
  if ((vehicle.driver?.memberId ?? null) === memberId) return vehicle;
  const left = withoutDriver(vehicle, now);
  if (memberId === null) {
    await transact([...drops(vehicle, left), vehicleWrite(left, vehicle), ...turnOver(vehicle, now)]);
    return left;
  }
  const driver = { memberId, since: instant(now) };
  const taken = { ...left, driver };
  const other = await drivenElsewhere(vehicle.accountId, memberId);
  await transact([
    ...drops(vehicle, taken),
    vehicleWrite(taken, vehicle),
    drivesWrite(taken, other?.vehicleId),
    driverFact(memberId, taken),
    ...(vehicle.driver ? [turnEnds(vehicle.vehicleId, vehicle.driver, now)] : []),
    ...turnBegins(taken, driver, by),
    ...(other ? [vehicleWrite(withoutDriver(other, now), other), ...turnOver(other, now)] : []),
  ]);
  return taken;
}

const withoutDriver = (vehicle: Vehicle, now: number): Vehicle => ({
  ...without(vehicle, 'driver'),
  version: vehicle.version + 1,
  updatedAt: instant(now),
});

const drops = ({ vehicleId, driver }: Vehicle, after: Vehicle): Write[] =>
  driver ? [dropsWrite(driver.memberId, vehicleId), driverFact(driver.memberId, after)] : [];

/** Whoever is no technician any more drives nothing. */
export async function leaveVehicle(accountId: string, memberId: string, now: number): Promise<void> {
  const driven = await drivenElsewhere(accountId, memberId);
  if (!driven) return;
  await unlessOvertaken(driven, async (current) =>
    current.driver?.memberId === memberId ? change(current, null, '', now) : current,
  );
}

/** The end of a turn after which nobody drives. */
const turnOver = ({ vehicleId, accountId, driver }: Vehicle, now: number): Write[] => [
  ...(driver ? [turnEnds(vehicleId, driver, now)] : []),
  trackerWrite(vehicleId, accountId, undefined),
];

async function drivenElsewhere(accountId: string, memberId: string): Promise<Vehicle | undefined> {
  const vehicleId = await vehicleDrivenBy(memberId);
  return vehicleId === undefined ? undefined : findVehicle(accountId, vehicleId);
}
