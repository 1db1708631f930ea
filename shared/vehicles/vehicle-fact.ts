import { recordsTable, type Write } from '../kernel/table.ts';
import { DAY, epoch, type Instant, ttl } from '../kernel/time.ts';
import type { Vehicle } from './vehicle.ts';

/** What happened to what a member drives, as it goes on the bus. */
export interface VehicleFact {
  readonly factId: string;
  readonly kind: 'vehicle.driver_changed';
  readonly accountId: string;
  readonly at: Instant;
  readonly vehicleId: string;
  readonly memberId: string;
}

/** How long it is kept: as long as it may take to publish, and for whoever looks into what went wrong. */
const KEPT = 7 * DAY;

/**
 * That what customers are to look out for may not be what it was, for visits of this member; the vehicle as it has
 * become. Being inserted is what puts it on the event bus, like the entries of a timeline.
 */
export const driverFact = (memberId: string, vehicle: Vehicle): Write => {
  const { vehicleId, accountId, version, updatedAt: at } = vehicle;
  const fact: VehicleFact = {
    factId: `${vehicleId}.${version}.${memberId}`,
    kind: 'vehicle.driver_changed',
    accountId,
    at,
    vehicleId,
    memberId,
  };
  return {
    Put: {
      TableName: recordsTable(),
      Item: {
        pk: `VEHICLE#${vehicleId}`,
        sk: `FACT#${String(version).padStart(8, '0')}#${memberId}`,
        type: 'fact',
        schema: 1,
        ...fact,
        expiresAt: ttl(epoch(at) + KEPT),
      },
    },
  };
};
