import { REPLAY_EVENT, type ReplaySpan } from '../../shared/webhooks/announce.ts';
import type { ToldFact } from '../../shared/webhooks/delivery.ts';
import { noteFact } from '../../shared/webhooks/note-fact.ts';
import { continueReplay } from '../../shared/webhooks/replay.ts';
import { onQueuedEvent } from '../runtime/event.ts';

/** A fact becomes a delivery for each webhook that wants it; a replay begins those of its span anew. */
export const handler = onQueuedEvent<ToldFact | ReplaySpan>(({ 'detail-type': kind, detail }) =>
  kind === REPLAY_EVENT
    ? continueReplay(detail as ReplaySpan, Date.now())
    : noteFact(detail as ToldFact, Date.now()),
);
