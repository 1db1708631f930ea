import { notFound } from '../../shared/kernel/problem.ts';
import { toMemoBodies } from '../../shared/messaging/memo-body.ts';
import type { Member } from '../../shared/team/member.ts';
import type { Memo } from '../../shared/team/memo.ts';
import { findMemo } from '../../shared/team/memo-store.ts';
import { memberOfPath } from '../runtime/member-of-path.ts';
import { reply } from '../runtime/reply.ts';
import type { Caller } from '../runtime/staff.ts';

/** The member in the path, as long as they have access. @throws Problem 404 */
export async function reachableMember(caller: Caller): Promise<Member> {
  const member = await memberOfPath(caller);
  if (!member.active) throw notFound();
  return member;
}

/** One message to the member in the path. @throws Problem 404 */
export async function memoOf(caller: Caller, messageId: string): Promise<Memo> {
  const { memberId } = await memberOfPath(caller);
  const memo = await findMemo({ memberId, memoId: messageId }, caller.now);
  if (!memo) throw notFound();
  return memo;
}

/** It has been taken, and stands so by now. */
export async function memoReply(caller: Caller, messageId: string) {
  const [message] = await toMemoBodies([await memoOf(caller, messageId)], caller.now);
  return reply(202, { message });
}
