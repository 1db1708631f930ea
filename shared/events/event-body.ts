import type * as z from 'zod/mini';
import { without } from '../kernel/without.ts';
import type { EventBody } from './answers.ts';
import type { BoardEvent } from './event.ts';

/** An event as the team sees it. */
export const toEventBody = (event: BoardEvent): z.infer<typeof EventBody> => ({
  ...without(event, 'accountId'),
  memberIds: [...event.memberIds],
  allDay: event.allDay ?? false,
});
