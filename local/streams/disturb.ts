import { DELIVERY_FAULTS, type Faults } from '../faults/faults.ts';
import type { StreamRecord } from './stream-reader.ts';

/**
 * What a fault makes of a batch: delivered twice, or with its items in another order. The records of one item
 * keep theirs, for that is what a stream promises.
 */
export function disturb(
  batch: readonly StreamRecord[],
  faults: Faults,
): readonly (readonly StreamRecord[])[] {
  const fault = faults.meet('streams', 'Deliver', DELIVERY_FAULTS);
  if (fault?.kind === 'duplicate') return [batch, batch];
  if (fault?.kind === 'reorder') return [byItemReversed(batch)];
  return [batch];
}

function byItemReversed(batch: readonly StreamRecord[]): readonly StreamRecord[] {
  const items = Map.groupBy(batch, ({ dynamodb }) => JSON.stringify(Object.entries(dynamodb.Keys).sort()));
  return [...items.values()].reverse().flat();
}
