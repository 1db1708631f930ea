import * as z from 'zod/mini';
import { PreferencesBody } from '../customers/preferences-contract.ts';
import { instantField } from '../kernel/fields.ts';
import { LANGUAGES } from '../team/settings.ts';
import { PRIORITIES, REVIEW_STATES, STATUSES } from './visit.ts';

const ROLES = ['owner', 'dispatcher', 'technician', 'system'] as const;

const windowBody = z.object({ start: instantField, end: instantField });

/** A visit as staff see it. */
export const VisitBody = z
  .object({
    visitId: z.string(),
    externalId: z.optional(z.string()),
    status: z.enum(STATUSES),
    version: z.int(),
    hold: z.optional(z.object({ since: instantField, reason: z.string() })),
    late: z.optional(z.object({ since: instantField })),
    window: windowBody,
    customer: z.object({
      customerId: z.string(),
      name: z.string(),
      phone: z.string(),
      email: z.optional(z.string()),
      language: z.optional(z.enum(LANGUAGES)),
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
    delay: z.optional(z.object({ minutes: z.int(), arrivesAt: instantField, since: instantField })),
    enRouteAt: z.optional(instantField),
    arrivedAt: z.optional(instantField),
    leftAt: z.optional(instantField),
    undoableUntil: z.optional(instantField),
    arrivalToldAt: z.optional(instantField),
    completedAt: z.optional(instantField),
    completionReason: z.optional(z.string()),
    reviewRequest: z.optional(z.object({ state: z.enum(REVIEW_STATES), at: instantField })),
    createdAt: instantField,
    updatedAt: instantField,
  })
  .register(z.globalRegistry, {
    id: 'Visit',
    description:
      'version grows with every change and is the ETag. eta: only while the technician is on the way. delay: as ' +
      'reported, until the next step. late: nobody has come, and by then somebody should have. leftAt: when the ' +
      'technician left the site, as far as their positions tell; it may not be completed yet. undoableUntil: the system ' +
      'started the drive or marked the arrival, and until then the technician who drives may take it back (dispatched, ' +
      'en_route). arrivalToldAt: when the customer’s arrival message left, once it has. reviewRequest: what became ' +
      'of asking the customer how it was.',
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
  rule: z.enum(['slow', 'dwell', 'crossed', 'drove_off', 'far']),
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
        minutes: z.optional(z.int()),
        evidence: z.optional(evidence),
      })
      .register(z.globalRegistry, {
        id: 'TimelineEntry',
        description: 'What happened, who or what did it, why.',
      }),
  ),
});
