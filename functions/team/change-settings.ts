import { changeAccount } from '../../shared/team/account-store.ts';
import { SettingsChange } from '../../shared/team/contract.ts';
import { mergeSettings, toSettingsBody } from '../../shared/team/merge-settings.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** PUT /settings: any part of them; what is left out stays. */
export const handler = staff({ body: SettingsChange }, async ({ body, account, now }) => {
  const changed = await changeAccount(account.accountId, now, (current = account) => ({
    enabled: current.enabled,
    settings: mergeSettings(current.settings, body),
  }));
  return reply(200, toSettingsBody(changed));
});
