import * as z from 'zod/mini';
import { cursorField, emailField, instantField, lineOfText, phoneField } from '../kernel/fields.ts';

/** What is told of a customer: the body of `POST /customers`, and part of a new visit. */
export const CustomerInput = z
  .object({ name: lineOfText(100), phone: phoneField, email: z.optional(emailField) })
  .register(z.globalRegistry, {
    id: 'CustomerInput',
    description: 'The same phone number (E.164) in an account is the same customer.',
    examples: [{ name: 'Dana Whitfield', phone: '+14155550123', email: 'dana@example.com' }],
  });

export const CustomerBody = z
  .object({
    customerId: z.string(),
    name: z.string(),
    phone: z.string(),
    email: z.optional(z.string()),
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
