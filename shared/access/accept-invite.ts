import { admitPositions } from '../drives/barred-store.ts';
import { sha256 } from '../kernel/ids.ts';
import { conflict, notFound } from '../kernel/problem.ts';
import { transact } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { auditWrite } from '../team/audit-store.ts';
import type { Invite, Member } from '../team/member.ts';
import { findMember, memberUpdate } from '../team/member-store.ts';
import { findInvited, inviteUsed } from './invite-store.ts';

/** Somebody who may come in. */
type Guest = Member & { readonly email: string; readonly invite: Invite };

/** Lets somebody sign in as a member. @returns false where the address is somebody else's already */
export type Admit = (member: Guest) => Promise<boolean>;

/**
 * Whom a token lets in at `now` (epoch ms).
 * @throws Problem 404, one and the same, for a token that is unknown, too old, replaced or used
 */
export async function guestBy(token: string, now: number): Promise<Guest> {
  const hash = sha256(token);
  const memberId = await findInvited(hash, now);
  const member = memberId === undefined ? undefined : await findMember(memberId);
  const { email, invite } = member ?? {};
  if (!member || email === undefined || invite?.hash !== hash) throw notFound();
  return { ...member, email, invite };
}

/**
 * The guest becomes the member their place was kept for, once. What broke in between is done when it is asked for again:
 * the identity comes first, and one that is theirs already is theirs.
 * @param name where the invite had it wrong
 * @throws Problem 404 for who has come meanwhile, 409 for an address that signs in to another company
 */
export async function acceptInvite(
  guest: Guest,
  name: string | undefined,
  now: number,
  admit: Admit,
): Promise<Member> {
  const { memberId, accountId, role, invite } = guest;
  const member = { ...guest, name: name ?? guest.name };
  if (!(await admit(member))) {
    throw conflict('address-taken', 'This address signs in as somebody else already.');
  }
  const at = instant(now);
  const joined = { active: true, name: member.name, joinedAt: at, invite: null, revokedAt: null };
  await transact([
    inviteUsed(invite),
    memberUpdate(guest, joined),
    auditWrite(accountId, { at, what: 'member.joined', memberId, by: { role, memberId } }),
  ]);
  await admitPositions(memberId, now);
  return member;
}
