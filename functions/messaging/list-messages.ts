import { epoch } from '../../shared/kernel/time.ts';
import { toMessageBody, toReplyBody } from '../../shared/messaging/message-body.ts';
import { leftAt, listMessages } from '../../shared/messaging/message-store.ts';
import { listReplies } from '../../shared/messaging/reply-store.ts';
import { linkSecret } from '../../shared/visits/link-secret-client.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { visitOfAccount } from '../runtime/visit-of-account.ts';
import { linksOf } from './links-of-visit.ts';

/** GET /visits/{visitId}/messages: what the customer was told, what became of it, and what they answered. */
export const handler = staff({ subject: visitOfAccount }, async ({ subject: { visitId }, now }) => {
  const [messages, replies, secret] = await Promise.all([
    listMessages(visitId),
    listReplies(visitId),
    linkSecret(),
  ]);
  const linkOf = linksOf(visitId, secret);
  const said = [
    ...messages.map((message) => ({ at: leftAt(message), body: toMessageBody(message, linkOf, now) })),
    ...replies.map((one) => ({ at: epoch(one.at), body: toReplyBody(one) })),
  ].sort((a, b) => a.at - b.at);
  return reply(200, { messages: said.map(({ body }) => body) });
});
