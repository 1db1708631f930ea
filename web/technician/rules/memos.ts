import type * as z from 'zod/mini';
import type { OwnMessage } from '../../../shared/team/memo-contract.ts';
import type { WaitingStep } from './steps.ts';

/** What the office has written to this technician. */
export type Memo = z.output<typeof OwnMessage>;

/** What is still to be read: neither the service nor this phone knows better. */
export const unread = (messages: readonly Memo[] = [], waiting: readonly WaitingStep[]): readonly Memo[] =>
  messages.filter(
    ({ messageId }) => !waiting.some(({ kind, visitId }) => kind === 'seen' && visitId === messageId),
  );
