import * as z from 'zod/mini';
import { instantField } from '../kernel/fields.ts';
import { AUDITED } from './audit.ts';
import { MEMBER_STATUSES, ROLES } from './member.ts';

/** A member as the office sees them. */
export const MemberBody = z
  .object({
    memberId: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    status: z.enum(MEMBER_STATUSES),
    position: z.optional(z.string()),
    photoUrl: z.optional(z.string()),
    vehicle: z.optional(z.string()),
    skills: z.array(z.string()),
    phone: z.optional(z.string()),
    homeAddress: z.optional(
      z.object({
        line: z.string(),
        lat: z.optional(z.number()),
        lng: z.optional(z.number()),
        verified: z.boolean(),
      }),
    ),
    lastSeenAt: z.optional(instantField),
  })
  .register(z.globalRegistry, {
    id: 'Member',
    description:
      'vehicle: what customers are told to look out for. phone: masked but for its last four digits. lastSeenAt: of a ' +
      'technician the newest position of the last day, of the office when the board was last opened, to ten minutes.',
  });

export const MemberAnswer = z.object({ member: MemberBody });
export const MemberList = z.object({ members: z.array(MemberBody) });

export const AuditList = z.object({
  entries: z.array(
    z
      .object({
        at: instantField,
        what: z.enum(AUDITED),
        memberId: z.string(),
        by: z.object({ role: z.enum(ROLES), memberId: z.string() }),
        changed: z.optional(z.array(z.string())),
        from: z.optional(z.enum(ROLES)),
        to: z.optional(z.enum(ROLES)),
      })
      .register(z.globalRegistry, {
        id: 'AuditEntry',
        description:
          'Who did what to whom of the team. changed: the names of what was changed, never what it was. from, to: roles.',
      }),
  ),
  cursor: z.optional(z.string()),
});

/** An invite as the owner sees it. */
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

/** The answer of `POST /waitlist`. */
export const WaitlistAnswer = z.object({ waitingSince: instantField });
