import { instant } from '../../shared/kernel/time.ts';
import { Replay } from '../../shared/webhooks/contract.ts';
import { replayOne, replaySince } from '../../shared/webhooks/replay.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { webhookOfPath } from './webhook-of-path.ts';

/** POST /webhooks/{webhookId}/replay: once more what a receiver has missed, or lost. */
export const handler = staff(
  { body: Replay, subject: webhookOfPath },
  async ({ subject, body: { deliveryId, since = '', until }, now }) => {
    if (deliveryId !== undefined) {
      await replayOne(subject, deliveryId, now);
      return reply(202, { replay: { deliveryId } });
    }
    const span = { since, until: until ?? instant(now) };
    await replaySince(subject, span.since, span.until);
    return reply(202, { replay: span });
  },
);
