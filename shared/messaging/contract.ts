import * as z from 'zod/mini';
import { MESSAGE_KINDS } from '../team/settings.ts';
import { CHANNELS, MESSAGE_STATES } from './message.ts';

/** One message to the customer, as the office sees it. */
export const MessageBody = z
  .object({
    kind: z.enum(MESSAGE_KINDS),
    channel: z.enum(CHANNELS),
    to: z.string(),
    text: z.string(),
    segments: z.int().check(z.gte(0)),
    state: z.enum(MESSAGE_STATES),
    reason: z.optional(z.string()),
    at: z.iso.datetime({ offset: true }),
  })
  .register(z.globalRegistry, {
    id: 'Message',
    description:
      'to: the number, masked but for its last four digits; for a push, the kind of device. segments: what is billed ' +
      '(none for a push). reason: why it was suppressed or failed. unknown: it was handed ' +
      'over, and no answer came within a minute.',
  });

/** The answer to `GET /visits/{visitId}/messages`. */
export const MessageList = z
  .object({ messages: z.array(MessageBody) })
  .register(z.globalRegistry, { id: 'MessageList' });
