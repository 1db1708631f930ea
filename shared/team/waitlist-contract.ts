import * as z from 'zod/mini';
import { emailField } from '../kernel/fields.ts';

/** The body of `POST /waitlist`. */
export const WaitlistInput = z.object({ email: emailField }).register(z.globalRegistry, {
  id: 'WaitlistInput',
  description: 'Where to write once the account is switched on.',
});
