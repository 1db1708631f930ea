import { placeFence } from '../../shared/tracking/place-fence.ts';
import { onEvent } from '../runtime/event.ts';

/** A visit set off, is on its way no longer, or its site was left: the fence around its address follows. */
export const handler = onEvent<{ readonly visitId: string }>(({ detail }, now) =>
  placeFence(detail.visitId, now),
);
