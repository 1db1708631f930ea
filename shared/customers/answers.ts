import * as z from 'zod/mini';
import { instantField } from '../kernel/fields.ts';
import { LANGUAGES } from '../team/settings.ts';
import { PreferencesBody } from './preferences-contract.ts';

/** The answer of `PUT /t/{token}/preferences`. */
export const PreferencesAnswer = z
  .object({ messages: PreferencesBody })
  .register(z.globalRegistry, { id: 'PreferencesAnswer' });

/** A customer as the office sees it. */
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

/** The answer of calls that are about one customer. */
export const CustomerAnswer = z.object({ customer: CustomerBody });

/** The answer of `GET /customers`. */
export const CustomerList = z.object({ customers: z.array(CustomerBody), cursor: z.optional(z.string()) });
