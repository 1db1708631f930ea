import { randomBytes } from 'node:crypto';
import type * as z from 'zod/mini';
import { sha256 } from '../kernel/ids.ts';
import { publicOrigin } from '../kernel/public-origin.ts';
import { DAY, epoch, instant } from '../kernel/time.ts';
import type { Invite, Member } from '../team/member.ts';
import type { InviteBody } from '../team/member-answers.ts';

/** How long an invite can be accepted. */
export const INVITE_LIFE = 7 * DAY;

/** A token and what is kept of it: whoever reads the tables cannot accept anything. @param now epoch ms */
export function newInvite(now: number): { readonly token: string; readonly invite: Invite } {
  const token = randomBytes(16).toString('base64url');
  const sentAt = instant(now);
  return { token, invite: { hash: sha256(token), sentAt, expiresAt: instant(now + INVITE_LIFE) } };
}

/** Where an invite is accepted. Behind the `#` no server sees the token, and no referrer carries it on. */
export const inviteLink = (token: string): string => `${publicOrigin()}/dispatch#join=${token}`;

/** @throws Error for a member who is not invited */
export function toInviteBody(member: Member, now: number): z.infer<typeof InviteBody> {
  const { memberId, name, role, position, email, invite } = member;
  if (!invite || email === undefined) throw new Error('This member is not invited.');
  const { sentAt, expiresAt } = invite;
  return {
    inviteId: memberId,
    email,
    name,
    role,
    ...(position !== undefined && { position }),
    sentAt,
    expiresAt,
    expired: epoch(expiresAt) <= now,
  };
}
