import * as z from 'zod/mini';
import { cursorField, emailField, lineOfText, phoneField } from '../kernel/fields.ts';
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

/** The query of `GET /customers`. */
export const CustomerQuery = z.object({
  query: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  cursor: cursorField,
});

/** The query of `GET /customers/{customerId}`. */
export const CustomerVisitsQuery = z.object({ cursor: cursorField });
