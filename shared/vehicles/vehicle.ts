import type { Instant } from '../kernel/time.ts';

/** Who drives a vehicle, and since when. */
export interface Driver {
  readonly memberId: string;
  readonly since: Instant;
}

/** Something an account's technicians drive; it may have a tracker of its own. */
export interface Vehicle {
  readonly vehicleId: string;
  readonly accountId: string;
  /** What the office calls it. */
  readonly name: string;
  /** How a customer would recognise it. */
  readonly description?: string;
  readonly plate?: string;
  readonly driver?: Driver;
  /** Grows by one with every change. */
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export type VehicleDetails = Pick<Vehicle, 'name' | 'description' | 'plate'>;

/** What customers are told to look out for. */
export const shownAs = ({ name, description }: VehicleDetails): string => description ?? name;

/** Keys in the records table. */
export const vehicleKey = (vehicleId: string) => ({ pk: `VEHICLE#${vehicleId}`, sk: 'VEHICLE' });
export const drivenKey = (memberId: string) => ({ pk: `MEMBER#${memberId}`, sk: 'DRIVES' });
export const turnKey = (vehicleId: string, { memberId, since }: Driver) => ({
  pk: `VEHICLE#${vehicleId}`,
  sk: `TURN#${since}#${memberId}`,
});

/** Key in the positions table; not one that the stream of technicians' positions is read by. */
export const trackerKey = (vehicleId: string) => ({ pk: `VEHICLE#${vehicleId}`, sk: 'TRACKER' });
