import * as z from 'zod/mini';
import { oneLine, text } from '../kernel/fields.ts';
import { faultOfTemplate, LONGEST_TEMPLATE } from '../team/message-template.ts';
import { LANGUAGES, MESSAGE_CHANNELS, MESSAGE_KINDS } from '../team/settings.ts';
import { ANSWER_KINDS, CHANNELS, MESSAGE_STATES, TEAM_KINDS } from './message.ts';
import { inPlainCharacters } from './text-size.ts';

/** One message to the customer or to a member of the team, as the office sees it. */
export const MessageBody = z
  .object({
    messageId: z.string(),
    kind: z.enum([...new Set([...MESSAGE_KINDS, ...ANSWER_KINDS, ...TEAM_KINDS, 'reply' as const])]),
    direction: z.enum(['out', 'in']),
    recipient: z.optional(z.string()),
    channel: z.enum(CHANNELS),
    to: z.string(),
    subject: z.optional(z.string()),
    text: z.string(),
    segments: z.int().check(z.gte(0)),
    state: z.enum(MESSAGE_STATES),
    reason: z.optional(z.string()),
    at: z.iso.datetime({ offset: true }),
  })
  .register(z.globalRegistry, {
    id: 'Message',
    description:
      'kind: `message` for what the office wrote, `help` for the answer to HELP. direction: `in` for what the customer answered (kind `reply`; to: the customer’s own number). recipient: the member of the team it was for; the customer, when absent. to: the number, masked but for its last four digits; for a mail, the address by its first letters; for a push, the kind of device. subject: of a mail. segments: what is billed ' +
      '(none for a push or a mail). reason: why it was suppressed (`quiet_hours`: sent after them, if still true) or failed. unknown: it was handed ' +
      'over, and no answer came within a minute.',
  });

/** The answer to `GET /visits/{visitId}/messages`. */
export const MessageList = z
  .object({ messages: z.array(MessageBody) })
  .register(z.globalRegistry, { id: 'MessageList' });

/** The answer to `POST /visits/{visitId}/messages`, and to `POST …/{messageId}/resend`. */
export const MessageAnswer = z.object({ message: MessageBody });

/** Four segments in GSM-7, ten in UCS-2. */
export const LONGEST_MESSAGE = 600;

/** The body of `POST /visits/{visitId}/messages`. */
export const MessageToSend = z
  .object({
    text: z.string().check(
      z.overwrite((value) => oneLine(inPlainCharacters(value))),
      z.minLength(1),
      z.maxLength(LONGEST_MESSAGE),
      z.refine((value) => value.split('{link}').length <= 2, 'may hold {link} once'),
    ),
  })
  .register(z.globalRegistry, {
    id: 'MessageToSend',
    description:
      '`{link}` stands for the link to the visit. Typographic characters are sent as GSM-7 has them, breaks as spaces.',
    examples: [{ text: 'We have the gate code, thank you. See you at nine.' }],
  });

/** The body of `POST /settings/templates/preview`. */
export const TemplateToPreview = z
  .object({
    kind: z.enum(MESSAGE_KINDS),
    text: text(LONGEST_TEMPLATE),
    language: z.optional(z.enum(LANGUAGES)),
    channel: z.optional(z.enum(MESSAGE_CHANNELS)),
  })
  .check((payload) => {
    const { kind, text: template } = payload.value;
    const message = faultOfTemplate(kind, template);
    if (message) payload.issues.push({ code: 'custom', input: template, path: ['text'], message });
  })
  .register(z.globalRegistry, {
    id: 'TemplateToPreview',
    description:
      'language: of the times in it, and of all that a mail says besides; the account’s, when absent. channel: as a text, ' +
      'when absent.',
    examples: [
      { kind: 'en_route', text: '{technician} is on the way, here around {eta}. Follow along: {link}' },
    ],
  });

/** The answer to it, of a text. */
export const TemplatePreview = z
  .object({
    text: z.string(),
    encoding: z.enum(['GSM-7', 'UCS-2']),
    segments: z.int().check(z.gte(1)),
    price: z.object({ amount: z.number(), currency: z.literal('USD') }),
    offending: z.array(z.string()),
  })
  .register(z.globalRegistry, {
    id: 'TemplatePreview',
    description:
      'text: filled in with a visit tomorrow morning and the account’s own particulars. segments: each is billed. ' +
      'price: at Amazon’s list price for a mobile number in the United States, before carriers’ fees. offending: the ' +
      'characters that make it UCS-2, in which a segment holds 70 characters instead of 160.',
  });

/** And of a mail. */
export const MailPreview = z
  .object({ subject: z.string(), html: z.string(), text: z.string() })
  .register(z.globalRegistry, {
    id: 'MailPreview',
    description:
      'As it would leave, filled in likewise, in the company’s colour and with its logo. html: a document of its own. text: ' +
      'the plain part. Its links lead nowhere.',
  });
