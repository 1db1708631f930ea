import * as z from 'zod/mini';
import { emailField, lineOfText } from '../kernel/fields.ts';
import { ROLES } from './member.ts';

/** The body of `POST /team/invites`. */
export const InviteInput = z
  .object({
    email: emailField,
    name: lineOfText(100),
    role: z.enum(ROLES),
    position: z.optional(lineOfText(60)),
  })
  .register(z.globalRegistry, {
    id: 'InviteInput',
    description:
      'position: what they will do in the company. Whose access has ended comes back as who they were.',
    examples: [{ email: 'nina@example.com', name: 'Nina Hart', role: 'technician', position: 'Plumber' }],
  });

/** The body of `POST /team/invites/{token}/accept`. */
export const Acceptance = z.object({ name: z.optional(lineOfText(100)) }).register(z.globalRegistry, {
  id: 'Acceptance',
  description: 'name: where the invite has it wrong.',
});
