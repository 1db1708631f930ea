import * as z from 'zod/mini';
import {
  cursorField,
  imageField,
  latitudeField,
  lineOfText,
  longitudeField,
  phoneField,
} from '../kernel/fields.ts';
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
    photoUrl: z.optional(z.nullable(imageField)),
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

/** The query of `GET /team/audit`. */
export const AuditQuery = z.object({ cursor: cursorField });
