import type * as z from 'zod/mini';
import { maskedNumber } from '../kernel/masked.ts';
import type { MessageBody } from './contract.ts';
import { asOf, messageIdOf, type VisitMessage } from './message.ts';
import { withLink } from './render-text.ts';
import type { Reply } from './reply-store.ts';

/** A text as the office sees it at `now`; `linkOf` makes the link it held again, from its generation. */
export function toMessageBody(
  message: VisitMessage,
  linkOf: (generation: number) => string,
  now: number,
): z.infer<typeof MessageBody> {
  const { kind, recipient } = message;
  const { channel, to, subject, text, generation, segments, state, reason, at } = asOf(message, now);
  return {
    messageId: messageIdOf(message),
    kind,
    direction: 'out',
    ...(recipient !== undefined && { recipient }),
    channel,
    to: masked(to),
    ...(subject !== undefined && { subject }),
    text: withLink(text, linkOf(generation)),
    segments,
    state,
    ...(reason !== undefined && { reason }),
    at,
  };
}

/** What a customer answered, as the office sees it among the messages. */
export const toReplyBody = ({ inboundId, from, text, at }: Reply): z.infer<typeof MessageBody> => ({
  messageId: inboundId,
  kind: 'reply',
  direction: 'in',
  channel: 'sms',
  to: masked(from),
  text,
  segments: 0,
  state: 'delivered',
  at,
});

/** `+*******0134`, or `d***@e***.com`: enough to tell which one it was, not enough to dial it or write to it. */
export const masked = (to: string): string => (to.includes('@') ? maskedAddress(to) : maskedNumber(to));

const maskedAddress = (address: string): string =>
  address.replace(
    /^(.)[^@]*@(.).*?(\.[^.]*)?$/su,
    (_, name, domain, ending = '') => `${name}***@${domain}***${ending}`,
  );
