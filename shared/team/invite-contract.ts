import * as z from 'zod/mini';
import { emailField, instantField, lineOfText } from '../kernel/fields.ts';
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

export const InviteBody = z
  .object({
    inviteId: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    position: z.optional(z.string()),
    sentAt: instantField,
    expiresAt: instantField,
    expired: z.boolean(),
  })
  .register(z.globalRegistry, {
    id: 'Invite',
    description:
      'inviteId: also the id of the member they will be. Its link is in the mail and nowhere else.',
  });

export const InviteAnswer = z.object({ invite: InviteBody, mailed: z.boolean() });
export const InviteList = z.object({ invites: z.array(InviteBody) });

/** The body of `POST /team/invites/{token}/accept`. */
export const Acceptance = z.object({ name: z.optional(lineOfText(100)) }).register(z.globalRegistry, {
  id: 'Acceptance',
  description: 'name: where the invite has it wrong.',
});

/** The answer to it. */
export const Accepted = z
  .object({
    company: z.object({ name: z.string() }),
    member: z.object({ memberId: z.string(), name: z.string(), role: z.enum(ROLES) }),
  })
  .register(z.globalRegistry, {
    id: 'Accepted',
    description: 'A temporary password is on its way to the address that was invited; sign in with both.',
  });
