import type { Instant } from '../kernel/time.ts';

export const ROLES = ['owner', 'dispatcher', 'technician'] as const;
export type Role = (typeof ROLES)[number];

/** Invited, and not come yet; of the team; and whose access has ended. */
export const MEMBER_STATUSES = ['active', 'invited', 'revoked'] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];

/** Where somebody starts from in the morning. */
export interface HomeAddress {
  readonly line: string;
  readonly lat?: number;
  readonly lng?: number;
  /** True when lat and lng are given or were found. */
  readonly verified: boolean;
}

export interface AlertWish {
  readonly sms: boolean;
  readonly push: boolean;
}
export const NO_ALERTS: AlertWish = { sms: false, push: false };

/** A place that is kept for somebody, until they come. */
export interface Invite {
  /** SHA-256 of the token in their mail. */
  readonly hash: string;
  readonly sentAt: Instant;
  readonly expiresAt: Instant;
}

/** A person of an account's team. */
export interface Member {
  readonly memberId: string;
  readonly accountId: string;
  readonly role: Role;
  readonly name: string;
  /** False from the moment access is revoked. */
  readonly active: boolean;
  readonly revokedAt?: Instant;
  /** By which they were invited, and sign in, in small letters; of whom an operator made it is not known here. */
  readonly email?: string;
  /** Until they have come. */
  readonly invite?: Invite;
  readonly joinedAt?: Instant;
  /** What they do in the company, in its own words. */
  readonly position?: string;
  readonly vehicle?: string;
  readonly photoUrl?: string;
  readonly phone?: string;
  readonly skills?: readonly string[];
  readonly homeAddress?: HomeAddress;
  /** When somebody of the office last opened the board, to ten minutes. */
  readonly lastSeenAt?: Instant;
  /** How somebody of the office wants to be told what the board shows; not at all, unless they say so. */
  readonly alerts?: AlertWish;
}

/** What is told of a member: null takes away, what is left out stays. */
export interface MemberChanges {
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly position?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly photoUrl?: string | null | undefined;
  readonly vehicle?: string | null | undefined;
  readonly skills?: readonly string[] | undefined;
  readonly homeAddress?: HomeAddress | null | undefined;
}

/** All that a public link may say of a name. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? '';

export const statusOf = ({ active, invite }: Pick<Member, 'active' | 'invite'>): MemberStatus => {
  if (active) return 'active';
  return invite ? 'invited' : 'revoked';
};
