import * as z from 'zod/mini';
import { colorField, httpsField, idField, lineOfText, phoneField, timeZoneField } from '../kernel/fields.ts';
import { AlertWishBody } from './alert-wish-contract.ts';
import { LANGUAGES } from './settings.ts';

/** What an operator asks for: an account, a member, or both; what exists is changed only where told. */
export const Provision = z.object({
  account: z.optional(
    z.object({
      accountId: idField,
      enabled: z.optional(z.boolean()),
      company: z.optional(
        z.partial(
          z.object({
            name: lineOfText(80),
            phone: phoneField,
            timeZone: timeZoneField,
            language: z.enum(LANGUAGES),
            brandColor: colorField,
          }),
        ),
      ),
    }),
  ),
  member: z.optional(
    z.object({
      memberId: idField,
      accountId: z.optional(idField),
      role: z.optional(z.enum(['owner', 'dispatcher', 'technician'])),
      name: z.optional(lineOfText(100)),
      vehicle: z.optional(lineOfText(60)),
      phone: z.optional(phoneField),
      photoUrl: z.optional(httpsField),
      alerts: z.optional(AlertWishBody),
      active: z.optional(z.boolean()),
    }),
  ),
});

export type ProvisionRequest = z.infer<typeof Provision>;
