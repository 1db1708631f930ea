import { keepTime } from '../../shared/timesheets/keep-time.ts';
import type { VisitFactEvent } from '../../shared/visits/fact-event.ts';
import { onEvent } from '../runtime/event.ts';

/** A technician arrived, left, or is done. */
export const handler = onEvent<VisitFactEvent>(({ detail }) => keepTime(detail.visitId, detail.accountId));
