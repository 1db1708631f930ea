import { attendVisit } from '../../shared/timers/attend-visit.ts';
import { onQueuedEvent } from '../runtime/event.ts';

/** What happened to which visit; of a timer, when it was due, epoch seconds. */
interface Wake {
  readonly visitId: string;
  readonly dueAt?: number;
}

/** A visit changed, or its timer is due: what its time has come for is done, and its next timer set. */
export const handler = onQueuedEvent<Wake>(({ detail }) =>
  attendVisit(detail.visitId, Date.now(), detail.dueAt),
);
