import type { VehicleFact } from '../../shared/vehicles/vehicle-fact.ts';
import { showVehicle } from '../../shared/visits/show-vehicle.ts';
import { onEvent } from '../runtime/event.ts';

/** What a technician drives is not what it was. */
export const handler = onEvent<VehicleFact>(({ detail }, now) => showVehicle(detail.memberId, now));
