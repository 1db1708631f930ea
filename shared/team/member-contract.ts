import * as z from 'zod/mini';
import {
  cursorField,
  httpsField,
  instantField,
  latitudeField,
  lineOfText,
  longitudeField,
  phoneField,
} from '../kernel/fields.ts';
import { AUDITED } from './audit.ts';
import { MEMBER_STATUSES, ROLES } from './member.ts';

/** The query of `GET /team/members`. */
export const MembersQuery = z.object({
  role: z.optional(z.enum(ROLES)),
  status: z.optional(z.enum(MEMBER_STATUSES)),
});

const homeAddress = z
  .object({
    line: lineOfText(200),
    lat: z.optional(latitudeField),
    lng: z.optional(longitudeField),
  })
  .check(
    z.refine(
      ({ lat, lng }) => (lat === undefined) === (lng === undefined),
      'must have both lat and lng, or neither',
    ),
  );

export const skillsField = z.array(lineOfText(50)).check(
  z.maxLength(30),
  z.refine((all) => new Set(all).size === all.length, 'must not name a skill twice'),
);

/** The body of `PATCH /team/members/{memberId}`. */
export const MemberChange = z
  .object({
    name: z.optional(lineOfText(100)),
    role: z.optional(z.enum(ROLES)),
    position: z.optional(z.nullable(lineOfText(60))),
    phone: z.optional(z.nullable(phoneField)),
    photoUrl: z.optional(z.nullable(httpsField)),
    vehicle: z.optional(z.nullable(lineOfText(60))),
    skills: z.optional(skillsField),
    homeAddress: z.optional(z.nullable(homeAddress)),
  })
  .register(z.globalRegistry, {
    id: 'MemberChange',
    description:
      'What is left out stays; null takes away. An owner changes anything of anybody, but the last owner stays one. A ' +
      'dispatcher changes technicians and themselves, no roles. Everybody changes their own phone, photoUrl and ' +
      'homeAddress. position: what they do in the company. vehicle: for who drives none of the vehicles. homeAddress: ' +
      'looked up where lat and lng are left out.',
    examples: [{ position: 'Master electrician', skills: ['EV chargers', 'Solar'] }],
  });

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

/** The query of `GET /team/audit`. */
export const AuditQuery = z.object({ cursor: cursorField });

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
