import { epoch } from '../kernel/time.ts';
import { putEvent } from '../vehicles/event-store.ts';
import { driverAt } from '../vehicles/turn-store.ts';
import { advanceDriver } from './driver-latest-store.ts';
import type { Fix } from './fix.ts';
import type { Alarm } from './ingest/alarms.ts';
import { advanceLatest, type Refusal } from './latest-store.ts';

interface Tracker {
  readonly vehicleId: string;
  readonly accountId: string;
  readonly device: string;
}

/**
 * What a vehicle's tracker reports: its own position, its driver's where their phone is silent, and how they drive.
 * Told again, all of it is nothing new.
 * @returns the reason when nothing was stored
 */
export async function reportVehicle(
  tracker: Tracker,
  fixes: readonly Fix[],
  alarms: readonly Alarm[],
  now: number,
): Promise<Refusal | undefined> {
  const { refused, driver } = await advanceLatest(tracker, fixes, now);
  if (refused) return refused;
  if (driver) await advanceDriver(driver, tracker.accountId, fixes, now);
  const { vehicleId, accountId } = tracker;
  for (const alarm of alarms) {
    const current = driver && epoch(alarm.at) >= driver.since;
    const memberId = current ? driver.memberId : await driverAt(vehicleId, alarm.at);
    await putEvent({ vehicleId, accountId, ...alarm, ...(memberId !== undefined && { memberId }) });
  }
  return undefined;
}
