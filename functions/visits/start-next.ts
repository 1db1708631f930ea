import type { VisitFactEvent } from '../../shared/visits/fact-event.ts';
import { startNext } from '../../shared/visits/start-next.ts';
import { onEvent } from '../runtime/event.ts';

/** A technician left a site. */
export const handler = onEvent<VisitFactEvent>(({ detail }, now) => startNext(detail, now));
