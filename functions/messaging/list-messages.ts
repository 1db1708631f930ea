import { notFound } from '../../shared/kernel/problem.ts';
import { toMessageBody } from '../../shared/messaging/message-body.ts';
import { listMessages } from '../../shared/messaging/message-store.ts';
import { linkSecret } from '../../shared/visits/link-secret-client.ts';
import { linkToken, linkUrl } from '../../shared/visits/link-token.ts';
import { findVisit } from '../../shared/visits/visit-store.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /visits/{visitId}/messages: what the customer was told, and what became of it. */
export const handler = staff(
  {
    subject: async ({ path, account }) => {
      const visit = await findVisit(path['visitId'] ?? '');
      if (visit?.accountId !== account.accountId) throw notFound();
      return visit;
    },
  },
  async ({ subject: { visitId }, now }) => {
    const [messages, secret] = await Promise.all([listMessages(visitId), linkSecret()]);
    const linkOf = (generation: number) => linkUrl(linkToken(secret, visitId, generation));
    return reply(200, { messages: messages.map((message) => toMessageBody(message, linkOf, now)) });
  },
);
