import type * as z from 'zod/mini';
import type { MessageBody } from './contract.ts';
import { asOf, type Message, messageIdOf } from './message.ts';
import { withLink } from './render-text.ts';
import type { Reply } from './reply-store.ts';

/** A text as the office sees it at `now`; `linkOf` makes the link it held again, from its generation. */
export function toMessageBody(
  message: Message,
  linkOf: (generation: number) => string,
  now: number,
): z.infer<typeof MessageBody> {
  const { kind, recipient, channel, to, text, generation, segments, state, reason, at } = asOf(message, now);
  return {
    messageId: messageIdOf(message),
    kind,
    direction: 'out',
    ...(recipient !== undefined && { recipient }),
    channel,
    to: masked(to),
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

/** `+*******0134`: enough to tell which number it was, not enough to dial it. */
const masked = (phone: string): string => phone.replace(/\d(?=\d{4})/g, '*');
