import * as z from 'zod/mini';
import { cursorField, idField, instantField, lineOfText } from '../kernel/fields.ts';
import { EVENT_KINDS } from './vehicle-event.ts';

const description = lineOfText(60);
const plate = lineOfText(20);

/** The body of `POST /vehicles`. */
export const VehicleInput = z
  .object({ name: lineOfText(60), description: z.optional(description), plate: z.optional(plate) })
  .register(z.globalRegistry, {
    id: 'VehicleInput',
    description: 'description: how customers recognise it; without one they are told its name.',
    examples: [{ name: 'Van 3', description: 'White Ford Transit', plate: '8ABC123' }],
  });

/** The body of `PATCH /vehicles/{vehicleId}`. */
export const VehicleChange = z
  .object({
    name: z.optional(lineOfText(60)),
    description: z.optional(z.nullable(description)),
    plate: z.optional(z.nullable(plate)),
  })
  .register(z.globalRegistry, {
    id: 'VehicleChange',
    description: 'What is left out stays; null takes a description or a plate away.',
  });

/** The body of `PUT /vehicles/{vehicleId}/driver`. */
export const DriverChange = z.object({ memberId: z.nullable(idField) }).register(z.globalRegistry, {
  id: 'DriverChange',
  description: 'null: nobody drives it. Whoever drove another vehicle leaves that.',
});

const VehiclePosition = z
  .object({
    lat: z.number(),
    lng: z.number(),
    at: instantField,
    age: z.int(),
    accuracy: z.nullable(z.number()),
    speed: z.nullable(z.number()),
    heading: z.nullable(z.number()),
  })
  .register(z.globalRegistry, {
    id: 'VehiclePosition',
    description: 'What its own tracker said last. age: seconds, by our clock.',
  });

export const VehicleBody = z
  .object({
    vehicleId: z.string(),
    name: z.string(),
    description: z.optional(z.string()),
    plate: z.optional(z.string()),
    driver: z.optional(z.object({ memberId: z.string(), name: z.string(), since: instantField })),
    position: z.optional(VehiclePosition),
    createdAt: instantField,
    updatedAt: instantField,
  })
  .register(z.globalRegistry, { id: 'Vehicle' });

export const VehicleAnswer = z.object({ vehicle: VehicleBody });
export const VehicleList = z.object({ vehicles: z.array(VehicleBody) });

/** The answer to `GET /vehicles/{vehicleId}/drivers`: the latest first. */
export const DriverHistory = z.object({
  drivers: z.array(z.object({ memberId: z.string(), since: instantField, until: z.optional(instantField) })),
});

/** The query of both lists of events. */
export const EventQuery = z.object({
  from: z.optional(instantField),
  to: z.optional(instantField),
  cursor: cursorField,
});

export const EventList = z.object({
  events: z.array(
    z
      .object({
        kind: z.enum(EVENT_KINDS),
        at: instantField,
        vehicleId: z.string(),
        memberId: z.optional(z.string()),
        lat: z.optional(z.number()),
        lng: z.optional(z.number()),
        speed: z.optional(z.number()),
      })
      .register(z.globalRegistry, {
        id: 'VehicleEvent',
        description: 'memberId: who drove at that moment. speed: m/s.',
      }),
  ),
  cursor: z.optional(z.string()),
});
