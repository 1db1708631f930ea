import type { Instant } from '../kernel/time.ts';
import type { Member, Role } from './member.ts';

/** What is remembered of changes to the team. */
export const AUDITED = [
  'member.invited',
  'invite.renewed',
  'invite.withdrawn',
  'member.joined',
  'member.changed',
  'member.revoked',
] as const;
type Audited = (typeof AUDITED)[number];

/** Somebody did something to a member, or to themselves: which, never what somebody's number or address was. */
export interface AuditEntry {
  readonly at: Instant;
  readonly what: Audited;
  readonly memberId: string;
  readonly by: Pick<Member, 'role' | 'memberId'>;
  /** The names of what was changed. */
  readonly changed?: readonly string[];
  /** Of a change of roles. */
  readonly from?: Role;
  readonly to?: Role;
}
