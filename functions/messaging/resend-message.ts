import { notFound } from '../../shared/kernel/problem.ts';
import { keyOfMessage } from '../../shared/messaging/message.ts';
import { toMessageBody } from '../../shared/messaging/message-body.ts';
import { findMessage } from '../../shared/messaging/message-store.ts';
import { resendMessage } from '../../shared/messaging/resend-message.ts';
import { linkSecret } from '../../shared/visits/link-secret-client.ts';
import { reply } from '../runtime/reply.ts';
import { type Caller, staff } from '../runtime/staff.ts';
import { visitOfAccount } from '../runtime/visit-of-account.ts';
import { linksOf } from './links-of-visit.ts';

/** POST /visits/{visitId}/messages/{messageId}/resend: once more, what failed or nobody knows of. */
export const handler = staff(
  { subject: messageOfPath, again: (_, caller) => answer(caller) },
  async ({ subject: { visit, key }, ...request }) => {
    const { member, now, idempotency } = request;
    const { role, memberId } = member;
    await resendMessage({ visit, key, by: { role, memberId }, now, idempotency });
    return answer(request);
  },
);

async function messageOfPath(caller: Caller) {
  const visit = await visitOfAccount(caller);
  const key = keyOfMessage(visit.visitId, caller.path['messageId'] ?? '');
  const message = await findMessage(key);
  if (!message) throw notFound();
  return { visit, key, message };
}

async function answer(caller: Caller) {
  const { visit, message } = await messageOfPath(caller);
  const linkOf = linksOf(visit.visitId, await linkSecret());
  return reply(202, { message: toMessageBody(message, linkOf, caller.now) });
}
