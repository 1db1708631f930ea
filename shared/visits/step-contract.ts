import * as z from 'zod/mini';
import { cursorField, dayField, idField, instantField, text } from '../kernel/fields.ts';
import { STATUSES } from './visit.ts';

/** Instants and days beyond these years are typing mistakes. */
export const thisCentury = z.refine<string>(
  (at) => at >= '2000-01-01' && at < '2100-01-01',
  'must be between the years 2000 and 2100',
);

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
    anyway: z.optional(z.boolean()),
  })
  .register(z.globalRegistry, {
    id: 'StatusChange',
    description:
      'at: when it was done, for a phone that was offline; not in the future, not before the last change. Cancelling ' +
      'and taking a step back need a reason. anyway: set off although the window begins in more than 12 hours.',
    examples: [{ status: 'en_route' }, { status: 'cancelled', reason: 'The customer called it off' }],
  });

/** The body of `POST /visits/{visitId}/running-late`. */
export const RunningLate = z
  .object({ minutes: z.int().check(z.gte(1), z.lte(480)), reason: z.optional(text(500)) })
  .register(z.globalRegistry, {
    id: 'RunningLate',
    description:
      'minutes: later than the arrival time while somebody is on the way, else than the start of the window, or than now ' +
      'once that has begun. reason: for the timeline, never for the customer.',
    examples: [{ minutes: 20, reason: 'Traffic on the bridge' }],
  });

/** The body of `POST /visits/{visitId}/hold`. */
export const Hold = z.object({ reason: text(500) }).register(z.globalRegistry, { id: 'Hold' });

/** The body of `DELETE /visits/{visitId}/hold`: none, or why it goes on. */
export const Release = z
  .object({ reason: z.optional(text(500)) })
  .register(z.globalRegistry, { id: 'Release' });

/** The query of `GET /visits`. */
export const VisitsQuery = z.object({
  day: z.optional(dayField.check(thisCentury)),
  status: z.optional(z.enum(STATUSES)),
  technicianId: z.optional(idField),
  cursor: cursorField,
});
