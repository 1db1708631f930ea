import * as z from 'zod/mini';
import { instantField } from '../kernel/fields.ts';

/** What the office has written to somebody, as they themselves see it. */
export const OwnMessage = z
  .object({
    messageId: z.string(),
    text: z.string(),
    from: z.string(),
    at: instantField,
    acknowledgedAt: z.optional(instantField),
  })
  .register(z.globalRegistry, { id: 'OwnMessage', description: 'from: the first name of who wrote it, at.' });

/** The body of `POST /me/messages/{messageId}/acknowledge`. */
export const MemoSeen = z.object({ at: z.optional(instantField) }).register(z.globalRegistry, {
  id: 'MessageSeen',
  description:
    'at: when it was, for a phone that was offline; by a clock that is wrong, as late or early as it can have been.',
  examples: [{ at: '2026-11-20T18:24:00.000Z' }],
});

/** The answer to it. */
export const OwnMessageAnswer = z.object({ message: OwnMessage });
