import * as z from 'zod/mini';
import { instantField } from '../kernel/fields.ts';
import { BEGINNINGS, ENDS } from './time-entry.ts';

const by = z.object({
  role: z.enum(['owner', 'dispatcher', 'technician', 'system']),
  memberId: z.optional(z.string()),
});

/** A time entry as it is answered. */
export const TimeEntryBody = z
  .object({
    entryId: z.string(),
    visitId: z.string(),
    memberId: z.string(),
    from: instantField,
    to: z.optional(instantField),
    seconds: z.optional(z.int()),
    begunBy: z.enum(BEGINNINGS),
    endedBy: z.optional(z.enum(ENDS)),
    corrections: z.optional(
      z.array(
        z.object({
          at: instantField,
          by,
          reason: z.string(),
          from: instantField,
          to: z.optional(instantField),
        }),
      ),
    ),
  })
  .register(z.globalRegistry, {
    id: 'TimeEntry',
    description:
      'The time of the technician who drove there, from arriving to leaving or completing, whichever was first; without ' +
      'to and seconds it goes on. A technician’s entries never overlap: next_began ends what was still going on. ' +
      'corrections: who changed it, why, and what was there before.',
  });

/** The answer of `GET /time-entries`. */
export const TimeEntryList = z.object({ entries: z.array(TimeEntryBody) });

/** The answer of `PATCH /time-entries/{entryId}`. */
export const TimeEntryAnswer = z.object({ entry: TimeEntryBody });
