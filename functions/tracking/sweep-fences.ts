import { sweepFences } from '../../shared/tracking/sweep-fences.ts';
import { onEvent } from '../runtime/event.ts';

/** Once an hour. */
export const handler = onEvent<object>((_, now) => sweepFences(now));
