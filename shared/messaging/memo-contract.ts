import * as z from 'zod/mini';
import { cursorField, idField, instantField, oneLine } from '../kernel/fields.ts';
import { MOST_RECIPIENTS } from '../team/write-memos.ts';
import { LONGEST_MESSAGE } from './contract.ts';
import { CHANNELS, MESSAGE_STATES } from './message.ts';
import { inPlainCharacters } from './text-size.ts';

const text = z.string().check(
  z.overwrite((value) => oneLine(inPlainCharacters(value))),
  z.minLength(1),
  z.maxLength(LONGEST_MESSAGE),
  z.refine((value) => !value.includes('{link}'), 'is about no visit, and has no {link}'),
);

const EXAMPLE = 'Fog on the bridge. Please take the tunnel.';

/** The body of `POST /team/members/{memberId}/message`. */
export const MemoToSend = z.object({ text }).register(z.globalRegistry, {
  id: 'TeamMessageToSend',
  description: 'Typographic characters are sent as GSM-7 has them, breaks as spaces.',
  examples: [{ text: EXAMPLE }],
});

/** The body of `POST /team/messages`. */
export const MemosToSend = z
  .object({
    text,
    memberIds: z.union([
      z.literal('all'),
      z.array(idField).check(z.minLength(1), z.maxLength(MOST_RECIPIENTS)),
    ]),
  })
  .register(z.globalRegistry, {
    id: 'TeamMessagesToSend',
    description: 'memberIds: `all` for every technician.',
    examples: [
      { text: EXAMPLE, memberIds: 'all' },
      { text: EXAMPLE, memberIds: ['member_8fJk2mQ'] },
    ],
  });

const writer = z.object({
  role: z.enum(['owner', 'dispatcher', 'technician']),
  memberId: z.string(),
  name: z.string(),
});

/** What the office has written to a member, as the office sees it. */
const MemoBody = z
  .object({
    messageId: z.string(),
    memberId: z.string(),
    text: z.string(),
    by: writer,
    at: instantField,
    state: z.enum(MESSAGE_STATES),
    reason: z.optional(z.string()),
    stateAt: z.optional(instantField),
    channel: z.optional(z.enum(CHANNELS)),
    to: z.optional(z.string()),
    segments: z.optional(z.int().check(z.gte(0))),
    acknowledgedAt: z.optional(instantField),
  })
  .register(z.globalRegistry, {
    id: 'TeamMessage',
    description:
      'at: when it was written. state, since stateAt: of what went to their devices, or else to their phone as a text; ' +
      'it stands on their page in any case. to: the number, masked but for its last four digits, or the kinds of device. ' +
      'acknowledgedAt: when they said that they got it; it is sent no more after that (`suppressed`, `outdated`).',
  });

export const MemoAnswer = z.object({ message: MemoBody });

export const MemoList = z.object({ messages: z.array(MemoBody) });

export const MemoPage = z.extend(MemoList, { cursor: z.optional(z.string()) });

/** The query of `GET /team/members/{memberId}/messages`. */
export const MemosQuery = z.object({ cursor: cursorField });
