import { notFound } from '../../shared/kernel/problem.ts';
import type { Member } from '../../shared/team/member.ts';
import { findMember } from '../../shared/team/member-store.ts';
import { EventQuery } from '../../shared/vehicles/contract.ts';
import { DRIVING_SORT_KEY, listDriverEvents } from '../../shared/vehicles/event-store.ts';
import { type Caller, staff } from '../runtime/staff.ts';
import { eventReply, rangeOf } from './event-reply.ts';

async function memberOfPath({ account, path }: Caller): Promise<Member> {
  const found = await findMember(path['memberId'] ?? '');
  if (found?.accountId !== account.accountId) throw notFound();
  return found;
}

/** GET /team/members/{memberId}/vehicle-events: how somebody drove, whatever they drove, the latest first. */
export const handler = staff({ query: EventQuery, subject: memberOfPath }, async ({ subject, query, now }) =>
  eventReply(await listDriverEvents(subject.memberId, rangeOf(query, DRIVING_SORT_KEY, now))),
);
