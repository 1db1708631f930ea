import { notFound } from '../../shared/kernel/problem.ts';
import { readAccount } from '../../shared/team/account-store.ts';
import { toSettingsBody } from '../../shared/team/merge-settings.ts';
import { findWaiting } from '../../shared/team/waitlist-store.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /settings: as they stand, never from a cache; also for an account that is not switched on. */
export const handler = staff({ evenDisabled: true }, async ({ member, now }) => {
  const account = await readAccount(member.accountId, now);
  if (!account) throw notFound();
  const waiting = account.enabled ? undefined : await findWaiting(member.accountId);
  return reply(200, {
    ...toSettingsBody(account),
    ...(waiting && { waitingSince: waiting.askedAt }),
  });
});
