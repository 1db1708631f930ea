import { MessageToSend } from '../../shared/messaging/contract.ts';
import { mentions } from '../../shared/messaging/render-text.ts';
import { sms } from '../../shared/messaging/sms-channel.ts';
import { writeMessage } from '../../shared/messaging/write-message.ts';
import { linkSecret } from '../../shared/visits/link-secret-client.ts';
import { mustBeAllowedToSendLinks } from '../../shared/visits/send-permission.ts';
import { staff } from '../runtime/staff.ts';
import { visitOfAccount } from '../runtime/visit-of-account.ts';
import { linksOf } from './links-of-visit.ts';
import { messageReply } from './message-reply.ts';

/** POST /visits/{visitId}/messages: the office writes to the customer; how it goes on stands with the messages. */
export const handler = staff(
  {
    subject: visitOfAccount,
    body: MessageToSend,
    again: ({ messageId = '' }, caller) => messageReply(caller, messageId),
  },
  async ({ subject: visit, body: { text }, ...request }) => {
    const { account, member, now, idempotency } = request;
    if (mentions(text, 'link')) mustBeAllowedToSendLinks(member, account.settings);
    const linkOf = linksOf(visit.visitId, await linkSecret());
    const by = { role: member.role, memberId: member.memberId };
    const writing = { visit, account, text, linkOf, by, now, idempotency };
    return messageReply(request, await writeMessage(writing, sms.suppressionOf));
  },
);
