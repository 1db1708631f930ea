import { MINUTE } from '../kernel/time.ts';
import type { Member } from '../team/member.ts';

/** Whom a ticket lets in. */
export type Bearer = Pick<Member, 'memberId' | 'accountId'>;

/** A socket is opened right after its ticket was asked for: by then it is used, or lost. */
export const TICKET_LIFE = MINUTE;
