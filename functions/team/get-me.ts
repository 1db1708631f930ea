import { pendingAsk } from '../../shared/visits/pending-ask.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /me: who calls, and what a technician is to be asked. */
export const handler = staff({}, async ({ member, account, now }) => {
  const { memberId, accountId, role, name, vehicle, photoUrl, alerts } = member;
  const { timeZone } = account.settings.company;
  const ask = role === 'technician' ? await pendingAsk(memberId, timeZone, now) : undefined;
  return reply(200, {
    member: { memberId, accountId, role, name, vehicle, photoUrl, alerts },
    ...(ask && { ask }),
  });
});
