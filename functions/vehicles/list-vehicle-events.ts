import { EventQuery } from '../../shared/vehicles/contract.ts';
import { EVENT_SORT_KEY, listVehicleEvents } from '../../shared/vehicles/event-store.ts';
import { staff } from '../runtime/staff.ts';
import { vehicleOfPath } from '../runtime/vehicle-of-path.ts';
import { eventReply, rangeOf } from './event-reply.ts';

/** GET /vehicles/{vehicleId}/events: how it was driven, the latest first. */
export const handler = staff({ query: EventQuery, subject: vehicleOfPath }, async ({ subject, query, now }) =>
  eventReply(await listVehicleEvents(subject.vehicleId, rangeOf(query, EVENT_SORT_KEY, now))),
);
