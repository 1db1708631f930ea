import * as z from 'zod/mini';
import { CustomerInput, PreferencesBody } from '../customers/contract.ts';
import {
  cursorField,
  idField,
  instantField,
  latitudeField,
  lineOfText,
  longitudeField,
  text,
  timeZoneField,
} from '../kernel/fields.ts';
import { STATUSES } from './visit.ts';

const ROLES = ['owner', 'dispatcher', 'technician', 'system'] as const;
const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;

/** Windows beyond these are typing mistakes. */
const EARLIEST = '2000-01-01';
const LATEST = '2100-01-01';

const isPlausible = (at: string) => at > EARLIEST && at < LATEST;
const boundary = instantField.check(z.refine(isPlausible, 'A visit is between the years 2000 and 2100.'));

export const WindowInput = z
  .object({ start: boundary, end: boundary })
  .check(z.refine(({ start, end }) => end > start, { message: 'It ends before it starts.', path: ['end'] }));

export const AddressInput = z
  .object({
    line: lineOfText(200),
    lat: z.optional(latitudeField),
    lng: z.optional(longitudeField),
    timeZone: z.optional(timeZoneField),
  })
  .check(
    z.refine(({ lat, lng }) => (lat === undefined) === (lng === undefined), {
      message: 'Give both lat and lng, or neither.',
      path: ['lng'],
    }),
  )
  .register(z.globalRegistry, {
    id: 'AddressInput',
    description: 'Without lat and lng the address is looked up. timeZone (IANA): the account’s, when absent.',
  });

const technicianIds = z.array(idField).check(z.maxLength(10));
const details = {
  job: lineOfText(200),
  notes: text(5000),
  priority: z.enum(PRIORITIES),
  tags: z.array(lineOfText(50)).check(z.maxLength(20)),
};

/** The body of `POST /visits`. */
export const NewVisit = z
  .object({
    customer: z.optional(CustomerInput),
    customerId: z.optional(idField),
    address: AddressInput,
    window: WindowInput,
    technicianIds: z.optional(technicianIds),
    job: z.optional(details.job),
    notes: z.optional(details.notes),
    priority: z.optional(details.priority),
    tags: z.optional(details.tags),
    externalId: z.optional(text(200)),
    sendLink: z.optional(z.boolean()),
  })
  .check((payload) => {
    if (payload.value.customer || payload.value.customerId !== undefined) return;
    payload.issues.push({
      code: 'invalid_type',
      expected: 'object',
      input: undefined,
      path: ['customer'],
      message: 'Give customer or customerId.',
    });
  })
  .register(z.globalRegistry, {
    id: 'NewVisit',
    description:
      'The first technician leads. externalId: the visit’s id in your own system; the same one again answers the ' +
      'visit that exists. sendLink: text the customer the link at once (default: the setting of “booked”).',
    examples: [
      {
        customer: { name: 'Dana Whitfield', phone: '+14155550123' },
        address: { line: '48 Willow Ln, Springfield', lat: 37.7596, lng: -122.4269 },
        window: { start: '2026-11-20T09:00:00-08:00', end: '2026-11-20T11:00:00-08:00' },
        technicianIds: ['member_marcus'],
        job: 'Furnace tune-up',
      },
    ],
  });

/** The body of `PATCH /visits/{visitId}`: what is left out stays, null takes away. */
export const VisitChanges = z
  .object({
    customer: z.optional(CustomerInput),
    customerId: z.optional(idField),
    address: z.optional(AddressInput),
    window: z.optional(WindowInput),
    job: z.optional(z.nullable(details.job)),
    notes: z.optional(z.nullable(details.notes)),
    priority: z.optional(details.priority),
    tags: z.optional(details.tags),
  })
  .register(z.globalRegistry, {
    id: 'VisitChanges',
    description: 'What is left out stays; null takes job or notes away. The window only before the drive.',
  });

/** The body of `PUT /visits/{visitId}/technicians`. */
export const Technicians = z.object({ technicianIds }).register(z.globalRegistry, {
  id: 'Technicians',
  description: 'The lead first. An empty list takes everybody off, which is possible only before dispatch.',
});

/** The body of `POST /visits/{visitId}/status`. */
export const StatusChange = z
  .object({
    status: z.enum(STATUSES),
    reason: z.optional(text(500)),
    at: z.optional(instantField),
  })
  .register(z.globalRegistry, {
    id: 'StatusChange',
    description:
      'at: when it was done, for a phone that was offline; not in the future, not before the last change. Cancelling ' +
      'and taking a step back need a reason.',
    examples: [{ status: 'en_route' }, { status: 'cancelled', reason: 'The customer called it off' }],
  });

/** The body of `POST /visits/{visitId}/hold`. */
export const Hold = z.object({ reason: text(500) }).register(z.globalRegistry, { id: 'Hold' });

/** The query of `GET /visits`. */
export const VisitsQuery = z.object({
  day: z.optional(z.iso.date()),
  status: z.optional(z.enum(STATUSES)),
  technicianId: z.optional(idField),
  cursor: cursorField,
});

const windowBody = z.object({ start: instantField, end: instantField });

/** A visit as staff see it. */
export const VisitBody = z
  .object({
    visitId: z.string(),
    externalId: z.optional(z.string()),
    status: z.enum(STATUSES),
    version: z.int(),
    hold: z.optional(z.object({ since: instantField, reason: z.string() })),
    window: windowBody,
    customer: z.object({
      customerId: z.string(),
      name: z.string(),
      phone: z.string(),
      email: z.optional(z.string()),
      preferences: z.optional(PreferencesBody),
    }),
    address: z.object({
      line: z.string(),
      lat: z.optional(z.number()),
      lng: z.optional(z.number()),
      verified: z.boolean(),
      timeZone: z.string(),
    }),
    technicianIds: z.array(z.string()),
    job: z.optional(z.string()),
    notes: z.optional(z.string()),
    priority: z.enum(PRIORITIES),
    tags: z.array(z.string()),
    eta: z.optional(
      z.object({ arrivesAt: instantField, computedAt: instantField, distanceMeters: z.number() }),
    ),
    enRouteAt: z.optional(instantField),
    arrivedAt: z.optional(instantField),
    completedAt: z.optional(instantField),
    completionReason: z.optional(z.string()),
    createdAt: instantField,
    updatedAt: instantField,
  })
  .register(z.globalRegistry, {
    id: 'Visit',
    description:
      'version grows with every change and is the ETag. eta: only while the technician is on the way.',
  });

export const VisitAnswer = z.object({ visit: VisitBody });

export const LinkBody = z
  .object({ url: z.string(), token: z.string(), expiresAt: instantField })
  .register(z.globalRegistry, {
    id: 'Link',
    description: 'Whoever has it can see the visit: keep it private.',
  });

export const NewVisitAnswer = z.object({ visit: VisitBody, link: z.optional(LinkBody) });

export const VisitList = z.object({ visits: z.array(VisitBody), cursor: z.optional(z.string()) });

const evidence = z.object({
  source: z.enum(['geofence', 'position']),
  rule: z.enum(['slow', 'dwell', 'crossed']),
  at: instantField,
  distanceMeters: z.number(),
  accuracyMeters: z.optional(z.number()),
  speedMps: z.optional(z.number()),
});

/** The answer of `GET /visits/{visitId}/timeline`. */
export const Timeline = z.object({
  entries: z.array(
    z
      .object({
        at: instantField,
        kind: z.string(),
        by: z.object({ role: z.enum(ROLES), memberId: z.optional(z.string()) }),
        from: z.optional(z.enum(STATUSES)),
        to: z.optional(z.enum(STATUSES)),
        reason: z.optional(z.string()),
        evidence: z.optional(evidence),
      })
      .register(z.globalRegistry, {
        id: 'TimelineEntry',
        description: 'What happened, who or what did it, why.',
      }),
  ),
});
