import * as z from 'zod/mini';
import { idField, instantField, text } from '../kernel/fields.ts';
import { thisCentury } from '../visits/step-contract.ts';

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
