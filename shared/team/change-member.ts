import { conflict, notFound } from '../kernel/problem.ts';
import { transact } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { anotherOwner } from './another-owner.ts';
import { auditWrite } from './audit-store.ts';
import { mustMayChange } from './may-change-member.ts';
import type { Member, MemberChanges } from './member.ts';
import { findMember, memberUpdate, Overtaken } from './member-store.ts';

/** A request to change somebody. */
interface MemberEdit {
  /** As the caller read them. */
  readonly member: Member;
  readonly by: Member;
  readonly changes: MemberChanges;
  /** Epoch ms. */
  readonly now: number;
}

const TRIES = 3;

/** Does it again, on what is there now, when somebody else was quicker. @throws Problem 409 when others always are */
export async function unlessOvertaken<T>(
  member: Member,
  change: (current: Member) => Promise<T>,
): Promise<T> {
  let current = member;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    try {
      return await change(current);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      const again = await findMember(member.memberId);
      if (!again) throw notFound();
      current = again;
    }
  }
  throw conflict('busy', 'Others keep changing the team; try again.');
}

/**
 * Changes a member, and notes that and by whom.
 * @throws Problem 403 for what is not the caller's to change, 409 for the last owner's role and for who has left
 */
export async function changeMember({ member, by, changes, now }: MemberEdit): Promise<Member> {
  const told = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const changed = Object.keys(told) as (keyof MemberChanges)[];
  return unlessOvertaken(member, async (current) => {
    mustMayChange(current, by, changed);
    if (changed.length === 0) return current;
    const { role = current.role } = changes;
    const entry = {
      at: instant(now),
      what: 'member.changed',
      memberId: current.memberId,
      by: { role: by.role, memberId: by.memberId },
      changed,
      ...(role !== current.role && { from: current.role, to: role }),
    } as const;
    const guard = role === 'owner' ? [] : await anotherOwner(current);
    await transact([memberUpdate(current, told), auditWrite(current.accountId, entry), ...guard]);
    return (await findMember(current.memberId)) ?? current;
  });
}
