import * as z from 'zod/mini';

const clock = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day from 00:00 to 23:59, like 07:30'));

const quietHours = z.object({ start: clock, end: clock });

/** What a customer wants to be told, as the status of a link and the office see it. */
export const PreferencesBody = z
  .object({
    sms: z.boolean(),
    push: z.boolean(),
    email: z.optional(z.boolean()),
    quietHours: z.optional(quietHours),
  })
  .register(z.globalRegistry, {
    id: 'Preferences',
    description:
      'quietHours: by the clock at the address. email: false once the customer has unsubscribed, told to the office and to ' +
      'whoever chose it. The arrival is told whatever is chosen here, by mail only to who takes mails.',
  });

/** The body of `PUT /t/{token}/preferences`. */
export const PreferencesInput = z
  .object({
    sms: z.optional(z.boolean()),
    push: z.optional(z.boolean()),
    email: z.optional(z.boolean()),
    quietHours: z.optional(
      z.nullable(
        quietHours.check(
          z.refine(({ start, end }) => start !== end, 'must not begin and end at the same time'),
        ),
      ),
    ),
  })
  .register(z.globalRegistry, {
    id: 'PreferencesInput',
    description: 'What is left out stays; null takes the quiet hours away.',
    examples: [{ sms: true, quietHours: { start: '21:00', end: '07:30' } }],
  });
