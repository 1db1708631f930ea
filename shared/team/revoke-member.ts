import { transact } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { anotherOwner } from './another-owner.ts';
import { auditWrite } from './audit-store.ts';
import { unlessOvertaken } from './change-member.ts';
import type { Member } from './member.ts';
import { memberUpdate } from './member-store.ts';

/**
 * From here on every staff call of theirs is refused; whose access has ended already stays so.
 * @throws Problem 409 for the last owner
 */
export const revokeMember = (member: Member, by: Member, now: number): Promise<void> =>
  unlessOvertaken(member, async (current) => {
    if (!current.active) return;
    const at = instant(now);
    const { memberId, accountId } = current;
    const entry = {
      at,
      what: 'member.revoked',
      memberId,
      by: { role: by.role, memberId: by.memberId },
    } as const;
    const guard = await anotherOwner(current);
    await transact([
      memberUpdate(current, { active: false, revokedAt: at }),
      auditWrite(accountId, entry),
      ...guard,
    ]);
  });
