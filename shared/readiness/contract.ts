import * as z from 'zod/mini';
import { instantField } from '../kernel/fields.ts';
import { STATES } from './verdict.ts';

const state = z.enum(STATES);

/** The answer of `GET /settings/health`. */
export const HealthBody = z
  .object({
    checkedAt: instantField,
    channels: z.array(
      z.object({
        channel: z.enum(['sms', 'email', 'push']),
        state,
        checks: z.array(
          z.object({
            name: z.string(),
            state,
            detail: z.string(),
            whatToDo: z.optional(z.string()),
          }),
        ),
      }),
    ),
  })
  .register(z.globalRegistry, {
    id: 'Health',
    description:
      'state: of a channel, the gravest of its checks. problem: messages do not leave, or soon will not; warning: some may ' +
      'not; unknown: the service did not answer in time, or may not be asked. detail, whatToDo: for people, in English.',
  });

/** What of a visit may not work. */
export const READINESS_CODES = [
  'address_unverified',
  'on_hold',
  'no_technician',
  'technician_inactive',
  'phone_never_seen',
  'phone_not_permitted',
  'number_not_mobile',
  'opted_out',
  'sms_not_configured',
  'email_bounced',
  'email_not_configured',
  'switched_off',
  'muted',
] as const;

/** The answer of `GET /visits/{visitId}/readiness`. */
export const ReadinessBody = z
  .object({
    ready: z.boolean(),
    problems: z.array(z.object({ code: z.enum(READINESS_CODES), detail: z.string() })),
  })
  .register(z.globalRegistry, {
    id: 'Readiness',
    description:
      'detail: for the office, in English. Once the technician has arrived there is nothing left to be ready for. What ' +
      'could not be asked is no problem.',
    examples: [
      {
        ready: false,
        problems: [
          { code: 'no_technician', detail: 'Nobody is assigned: nobody can be dispatched, or set off.' },
        ],
      },
    ],
  });
