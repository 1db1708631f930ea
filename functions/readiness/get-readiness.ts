import { email } from '../../shared/messaging/mail-channel.ts';
import { sms } from '../../shared/messaging/sms-channel.ts';
import { ableTexts } from '../../shared/readiness/able-texts.ts';
import { textAbility } from '../../shared/readiness/text-ability-client.ts';
import { visitReadiness } from '../../shared/readiness/visit-readiness.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { visitOfAccount } from '../runtime/visit-of-account.ts';

const channels = { sms: ableTexts(sms, () => textAbility(Date.now())), email };

/** How long the office waits for services that do not answer. */
const PATIENCE_MS = 1500;

/** GET /visits/{visitId}/readiness: what will not work when the visit starts. */
export const handler = staff({ subject: visitOfAccount }, async ({ subject: visit, account, now }) => {
  const deadline = AbortSignal.timeout(PATIENCE_MS);
  return reply(200, await visitReadiness(visit, account, { channels, deadline, now }));
});
