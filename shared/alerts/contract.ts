import * as z from 'zod/mini';
import { cursorField, instantField } from '../kernel/fields.ts';
import { ALERT_KINDS } from './alert.ts';

/** The query of `GET /alerts`. */
export const AlertsQuery = z.object({
  open: z.optional(z.enum(['true', 'false'])),
  cursor: cursorField,
});

/** One alert, as the office sees it. */
const AlertBody = z
  .object({
    alertId: z.string(),
    kind: z.enum(ALERT_KINDS),
    at: instantField,
    visitId: z.optional(z.string()),
    memberId: z.optional(z.string()),
    text: z.string(),
    acknowledgedAt: z.optional(instantField),
    acknowledgedBy: z.optional(z.string()),
  })
  .register(z.globalRegistry, {
    id: 'Alert',
    description:
      'text: one line for the office, in English. memberId: the member it is about. Once somebody has acknowledged it: ' +
      'when, and who; without a who, what it told of is not so any more. Gone 30 days after it was raised.',
  });

/** The answer of `GET /alerts`. */
export const AlertList = z.object({ alerts: z.array(AlertBody), cursor: z.optional(z.string()) });

/** The answer of `POST /alerts/{alertId}/acknowledge`. */
export const AlertAnswer = z.object({ alert: AlertBody });
