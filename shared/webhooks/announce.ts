import type { Instant } from '../kernel/time.ts';
import { MOST_AT_ONCE, putFacts } from '../visits/fact-bus-client.ts';
import { type Delivery, DUE_EVENT, type DueDelivery } from './delivery.ts';

/** Word that the deliveries of a span of time are to be begun anew. */
export const REPLAY_EVENT = 'webhook.replay';

/** Which deliveries to begin anew. */
export interface ReplaySpan {
  readonly replayId: string;
  readonly accountId: string;
  readonly webhookId: string;
  readonly since: Instant;
  readonly until: Instant;
  /** The sort key of the last one that was begun. */
  readonly after?: string;
}

/**
 * Has deliveries tried that nobody has tried yet in their round; of others somebody knows already.
 * @throws Error when the bus does not take all of them
 */
export const announceUntried = (deliveries: readonly Delivery[]): Promise<void> =>
  put(
    deliveries
      .filter(({ state, tried }) => state === 'pending' && tried === 0)
      .map(({ deliveryId, round }): DueDelivery & { kind: string } => ({
        kind: DUE_EVENT,
        deliveryId,
        round,
        attempt: 1,
      })),
  );

/** @throws Error when the bus does not take it */
export const announceReplay = (span: ReplaySpan): Promise<void> => put([{ kind: REPLAY_EVENT, ...span }]);

async function put(events: readonly { readonly kind: string }[]): Promise<void> {
  for (let start = 0; start < events.length; start += MOST_AT_ONCE) {
    const answers = await putFacts(events.slice(start, start + MOST_AT_ONCE));
    for (const answer of answers) if (!answer.taken) throw new Error(`The bus refused: ${answer.code}`);
  }
}
