import { CALL_FAULTS, DELIVERY_FAULTS, type Fault, type Faults } from '../faults/faults.ts';
import type { FunctionPool } from '../workers/function-pool.ts';
import type { Outcome } from '../workers/messages.ts';
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

/** Hands batches to functions, unless a fault meets them: on their way there, or on the way back with the answer. */
export const throughFaults = (pool: FunctionPool, faults: Faults): Pick<FunctionPool, 'invoke'> => ({
  async invoke(functionArn, event) {
    const fault = faults.meet('streams', 'Deliver', CALL_FAULTS);
    if (fault?.when === 'before') return failure(fault);
    const outcome = await pool.invoke(functionArn, event);
    return fault ? failure(fault) : outcome;
  },
});

const failure = ({ kind, when }: Fault): Outcome => ({
  ok: false,
  error: { errorType: 'Fault', errorMessage: `${kind} ${when} the function` },
});

function byItemReversed(batch: readonly StreamRecord[]): readonly StreamRecord[] {
  const items = Map.groupBy(batch, ({ dynamodb }) => JSON.stringify(Object.entries(dynamodb.Keys).sort()));
  return [...items.values()].reverse().flat();
}
