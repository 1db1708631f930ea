import * as z from 'zod/mini';
import { cursorField, emailField, instantField, lineOfText, phoneField } from '../kernel/fields.ts';
import { LANGUAGES } from '../team/settings.ts';

/** What is told of a customer: the body of `POST /customers`, and part of a new visit. */
export const CustomerInput = z
  .object({
    name: lineOfText(100),
    phone: phoneField,
    email: z.optional(emailField),
    language: z.optional(z.enum(LANGUAGES)),
  })
  .register(z.globalRegistry, {
    id: 'CustomerInput',
    description:
      'The same phone number (E.164) in an account is the same customer. language: of the texts to them; the account’s, ' +
      'when absent.',
    examples: [{ name: 'Dana Whitfield', phone: '+14155550123', email: 'dana@example.com' }],
  });

/** The body of `PATCH /customers/{customerId}`. */
export const CustomerChanges = z
  .object({
    name: z.optional(lineOfText(100)),
    phone: z.optional(phoneField),
    email: z.optional(z.nullable(emailField)),
    language: z.optional(z.nullable(z.enum(LANGUAGES))),
  })
  .register(z.globalRegistry, {
    id: 'CustomerChanges',
    description:
      'What is left out stays, null takes away. It reaches every visit of theirs that is not over, also one that was ' +
      'booked under another name.',
    examples: [{ phone: '+14155550177', email: null }],
  });

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

/** The answer to it. */
export const PreferencesAnswer = z
  .object({ messages: PreferencesBody })
  .register(z.globalRegistry, { id: 'PreferencesAnswer' });

export const CustomerBody = z
  .object({
    customerId: z.string(),
    name: z.string(),
    phone: z.string(),
    email: z.optional(z.string()),
    language: z.optional(z.enum(LANGUAGES)),
    preferences: z.optional(PreferencesBody),
    createdAt: instantField,
    updatedAt: instantField,
  })
  .register(z.globalRegistry, { id: 'Customer' });

export const CustomerAnswer = z.object({ customer: CustomerBody });

export const CustomerList = z.object({ customers: z.array(CustomerBody), cursor: z.optional(z.string()) });

/** The query of `GET /customers`. */
export const CustomerQuery = z.object({
  query: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  cursor: cursorField,
});

/** The query of `GET /customers/{customerId}`. */
export const CustomerVisitsQuery = z.object({ cursor: cursorField });
