import { conflict } from '../../shared/kernel/problem.ts';
import { instant } from '../../shared/kernel/time.ts';
import { WaitlistInput } from '../../shared/team/waitlist-contract.ts';
import { saveWaiting } from '../../shared/team/waitlist-store.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** POST /waitlist: the owner of an account that is not switched on wants to be told when it is. */
export const handler = staff(
  { body: WaitlistInput, evenDisabled: true },
  async ({ body: { email }, account: { accountId, enabled }, member: { memberId }, now }) => {
    if (enabled) throw conflict('account-enabled', 'This account is switched on already.');
    const askedAt = instant(now);
    await saveWaiting({ accountId, memberId, email, askedAt });
    return reply(202, { waitingSince: askedAt });
  },
);
