import * as z from 'zod/mini';
import { cursorField, idField, instantField, text } from '../kernel/fields.ts';
import { STATUSES } from './visit.ts';

/** Who is to come, the lead first. */
export const technicianIdsField = z.array(idField).check(z.maxLength(10));

/** The body of `PUT /visits/{visitId}/technicians`. */
export const Technicians = z.object({ technicianIds: technicianIdsField }).register(z.globalRegistry, {
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
