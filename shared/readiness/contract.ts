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
