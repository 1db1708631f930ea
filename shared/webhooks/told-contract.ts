import * as z from 'zod/mini';
import { ALERT_KINDS } from '../alerts/alert.ts';
import { ALERT_FACT_KINDS } from '../alerts/alert-fact.ts';
import { EVENT_FACT_KINDS } from '../events/event-fact.ts';
import { instantField } from '../kernel/fields.ts';
import { LANGUAGES } from '../team/settings.ts';
import { FACT_KINDS, PRIORITIES, REVIEW_STATES, STATUSES } from '../visits/visit.ts';
import { TEST_EVENT } from './webhook.ts';

const own = z.optional(z.string());

/** A visit as other systems are told of it. */
const ToldVisit = z
  .object({
    visitId: z.string(),
    externalId: z.optional(z.string()),
    status: z.enum(STATUSES),
    version: z.int(),
    hold: z.optional(z.object({ since: instantField, reason: own })),
    late: z.optional(z.object({ since: instantField })),
    window: z.object({ start: instantField, end: instantField }),
    customer: z.object({
      customerId: z.string(),
      name: own,
      phone: own,
      email: own,
      language: z.optional(z.enum(LANGUAGES)),
    }),
    address: z.object({
      timeZone: z.string(),
      line: own,
      lat: z.optional(z.number()),
      lng: z.optional(z.number()),
      verified: z.optional(z.boolean()),
    }),
    technicianIds: z.array(z.string()),
    job: z.optional(z.string()),
    priority: z.enum(PRIORITIES),
    tags: z.array(z.string()),
    delay: z.optional(z.object({ minutes: z.int(), arrivesAt: instantField, since: instantField })),
    enRouteAt: z.optional(instantField),
    arrivedAt: z.optional(instantField),
    leftAt: z.optional(instantField),
    completedAt: z.optional(instantField),
    completionReason: own,
    reviewRequest: z.optional(z.object({ state: z.enum(REVIEW_STATES), at: instantField })),
    createdAt: instantField,
    updatedAt: instantField,
  })
  .register(z.globalRegistry, {
    id: 'ToldVisit',
    description:
      'The visit as it was when this was sent: whoever keeps a copy keeps the highest version. Only with includeCustomer: ' +
      'name, phone, email and language of the customer, the address but for its time zone, and the reasons people typed.',
  });

const VisitData = z
  .object({
    factId: z.string(),
    accountId: z.string(),
    visitId: z.string(),
    version: z.int(),
    from: z.optional(z.enum(STATUSES)),
    to: z.optional(z.enum(STATUSES)),
    trip: z.optional(z.int()),
    technicianId: z.optional(z.string()),
    messageId: z.optional(z.string()),
    visit: z.optional(ToldVisit),
  })
  .register(z.globalRegistry, {
    id: 'ToldVisitFact',
    description:
      'version: the visit’s after this. from, to: of a step. trip: how often somebody had set off.',
  });

const AlertData = z
  .object({
    factId: z.string(),
    accountId: z.string(),
    alertId: z.string(),
    alertKind: z.enum(ALERT_KINDS),
    visitId: z.optional(z.string()),
    memberId: z.optional(z.string()),
    text: own,
  })
  .register(z.globalRegistry, { id: 'ToldAlert', description: 'text: only with includeCustomer.' });

const VehicleData = z
  .object({ factId: z.string(), accountId: z.string(), vehicleId: z.string(), memberId: z.string() })
  .register(z.globalRegistry, { id: 'ToldVehicleFact' });

const EventData = z
  .object({ factId: z.string(), accountId: z.string(), eventId: z.string(), version: z.int() })
  .register(z.globalRegistry, { id: 'ToldEventFact', description: 'What it is now: `GET /events`.' });

const TestData = z.object({ factId: z.string(), accountId: z.string() });

const told = (type: string, data: z.ZodMiniType) =>
  z.object({ type: z.literal(type), timestamp: instantField, data });

/** What is posted, by its type: every fact, and the owner's test. */
export const toldSchemas: Readonly<Record<string, z.ZodMiniType>> = Object.fromEntries([
  ...FACT_KINDS.map((kind) => [kind, told(kind, VisitData)]),
  ...ALERT_FACT_KINDS.map((kind) => [kind, told(kind, AlertData)]),
  ['vehicle.driver_changed', told('vehicle.driver_changed', VehicleData)],
  ...EVENT_FACT_KINDS.map((kind) => [kind, told(kind, EventData)]),
  [TEST_EVENT, told(TEST_EVENT, TestData)],
]);
