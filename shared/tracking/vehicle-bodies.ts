import { instant, SECOND } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import { findMembers } from '../team/member-store.ts';
import type { Vehicle } from '../vehicles/vehicle.ts';
import type { Fix } from './fix.ts';
import { findTracked } from './tracker-store.ts';

/** Vehicles as the office sees them, by name: who drives, and where they were last seen. */
export async function vehicleBodies(vehicles: readonly Vehicle[], now: number) {
  const [members, tracked] = await Promise.all([
    findMembers(vehicles.flatMap(({ driver }) => driver?.memberId ?? [])),
    findTracked(vehicles.map(({ vehicleId }) => vehicleId)),
  ]);
  const names = new Map(members.map(({ memberId, name }) => [memberId, name]));
  return vehicles
    .map((vehicle) => {
      const { driver, ...rest } = without(vehicle, 'accountId', 'version');
      const fix = tracked.get(vehicle.vehicleId);
      return {
        ...rest,
        ...(driver && { driver: { ...driver, name: names.get(driver.memberId) ?? '' } }),
        ...(fix && { position: toPosition(fix, now) }),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

export const vehicleBody = async (vehicle: Vehicle, now: number) => (await vehicleBodies([vehicle], now))[0];

const toPosition = ({ at, lat, lng, accuracy, speed, heading }: Fix, now: number) => ({
  lat,
  lng,
  at: instant(at),
  age: Math.max(0, Math.floor((now - at) / SECOND)),
  accuracy: accuracy ?? null,
  speed: speed ?? null,
  heading: heading ?? null,
});
