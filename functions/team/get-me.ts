import { openMessages, toOwnMessage } from '../../shared/team/own-messages.ts';
import { pendingAsk } from '../../shared/visits/pending-ask.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /me: who calls, what the office has written to them, and what a technician is to be asked. */
export const handler = staff({}, async ({ member, account, now }) => {
  const { memberId, accountId, role, name, vehicle, photoUrl, alerts } = member;
  const { timeZone } = account.settings.company;
  const [ask, messages] = await Promise.all([
    role === 'technician' ? pendingAsk(memberId, timeZone, now) : undefined,
    openMessages(memberId, now),
  ]);
  return reply(200, {
    member: { memberId, accountId, role, name, vehicle, photoUrl, alerts },
    ...(ask && { ask }),
    messages: messages.map(toOwnMessage),
  });
});
