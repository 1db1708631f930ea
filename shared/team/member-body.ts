import type * as z from 'zod/mini';
import { maskedNumber } from '../kernel/masked.ts';
import type { Instant } from '../kernel/time.ts';
import { type Member, statusOf } from './member.ts';
import type { MemberBody } from './member-answers.ts';

/** What is known of a member elsewhere. */
interface Seen {
  /** What they drive. */
  readonly vehicle?: string | undefined;
  /** When their phone last said where it is. */
  readonly at?: Instant | undefined;
}

/** A member as the office sees them, and everybody themselves. */
export function toMemberBody(
  member: Member,
  { vehicle = member.vehicle, at }: Seen,
): z.infer<typeof MemberBody> {
  const { memberId, name, role, position, photoUrl, skills = [], phone, homeAddress } = member;
  const lastSeenAt = [member.lastSeenAt, at]
    .filter((one) => one !== undefined)
    .sort()
    .at(-1);
  return {
    memberId,
    name,
    role,
    status: statusOf(member),
    ...(position !== undefined && { position }),
    ...(photoUrl !== undefined && { photoUrl }),
    ...(vehicle !== undefined && { vehicle }),
    skills: [...skills],
    ...(phone !== undefined && { phone: maskedNumber(phone) }),
    ...(homeAddress && { homeAddress }),
    ...(lastSeenAt !== undefined && { lastSeenAt }),
  };
}
