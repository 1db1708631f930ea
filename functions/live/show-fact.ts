import { showFact } from '../../shared/live/show-fact.ts';
import type { FactEvent } from '../../shared/visits/fact-event.ts';
import { onEvent } from '../runtime/event.ts';

/** Something happened to a visit or an alert: the office sees it as it is by now. */
export const handler = onEvent<FactEvent>(({ detail }, now) => showFact(detail, now));
