import { placeFence } from '../../shared/tracking/place-fence.ts';
import { onEvent } from '../runtime/event.ts';

/** A visit set off, or no longer is on its way: the fence around its address follows. */
export const handler = onEvent<{ readonly visitId: string }>(({ detail }, now) =>
  placeFence(detail.visitId, now),
);
