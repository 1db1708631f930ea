import { DAY, instant } from '../kernel/time.ts';
import type { Member } from '../team/member.ts';
import { toMemberBody } from '../team/member-body.ts';
import { drivenBy } from '../vehicles/turn-store.ts';
import { findLatest } from './latest-items-store.ts';

/** Members as the office sees them, by name: what they drive, and when they were last seen. */
export async function memberBodies(members: readonly Member[], now: number) {
  const technicians = members.filter(({ role }) => role === 'technician').map(({ memberId }) => memberId);
  const [driven, latest] = await Promise.all([drivenBy(technicians), findLatest(technicians)]);
  const seen = new Map(
    latest.flatMap(({ memberId, fixes }) => {
      const at = fixes.at(-1)?.at;
      return at !== undefined && at > now - DAY ? [[memberId, instant(at)] as const] : [];
    }),
  );
  return members
    .map((member) =>
      toMemberBody(member, { vehicle: driven.get(member.memberId), at: seen.get(member.memberId) }),
    )
    .sort((a, b) => a.name.localeCompare(b.name));
}

export const memberBody = async (member: Member, now: number) => (await memberBodies([member], now))[0];
