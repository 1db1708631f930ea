import { notFound } from '../../shared/kernel/problem.ts';
import { readAccount } from '../../shared/team/account-store.ts';
import { toSettingsBody } from '../../shared/team/merge-settings.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /settings: as they stand, never from a cache; also for an account that is not switched on. */
export const handler = staff({ evenDisabled: true }, async ({ member, now }) => {
  const account = await readAccount(member.accountId, now);
  if (!account) throw notFound();
  return reply(200, toSettingsBody(account));
});
