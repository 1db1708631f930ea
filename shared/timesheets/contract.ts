import * as z from 'zod/mini';
import { idField, instantField, text } from '../kernel/fields.ts';
import { thisCentury } from '../visits/step-contract.ts';
import { BEGINNINGS, ENDS } from './time-entry.ts';

const instantOfThisCentury = instantField.check(thisCentury);

/** The query of `GET /time-entries`. */
export const TimeEntriesQuery = z.object({
  from: instantOfThisCentury,
  to: instantOfThisCentury,
  memberId: z.optional(idField),
});

/** The body of `PATCH /time-entries/{entryId}`. */
export const TimeCorrection = z
  .object({
    from: z.optional(instantOfThisCentury),
    to: z.optional(instantOfThisCentury),
    reason: text(500),
  })
  .register(z.globalRegistry, {
    id: 'TimeCorrection',
    description: 'from or to, or both; the reason and the values before are kept.',
    examples: [{ to: '2026-11-24T17:30:00Z', reason: 'Fetched a part and came back' }],
  });

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
    seconds: z.optional(z.number()),
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
