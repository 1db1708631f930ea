import { toMessageBody } from '../../shared/messaging/message-body.ts';
import { listMessages } from '../../shared/messaging/message-store.ts';
import { linkSecret } from '../../shared/visits/link-secret-client.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { visitOfAccount } from '../runtime/visit-of-account.ts';
import { linksOf } from './links-of-visit.ts';

/** GET /visits/{visitId}/messages: what the customer was told, and what became of it. */
export const handler = staff({ subject: visitOfAccount }, async ({ subject: { visitId }, now }) => {
  const [messages, secret] = await Promise.all([listMessages(visitId), linkSecret()]);
  const linkOf = linksOf(visitId, secret);
  return reply(200, { messages: messages.map((message) => toMessageBody(message, linkOf, now)) });
});
