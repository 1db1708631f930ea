import { toDeliveryBody } from '../../shared/webhooks/delivery.ts';
import { sendTest } from '../../shared/webhooks/replay.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { webhookOfPath } from './webhook-of-path.ts';

/** POST /webhooks/{webhookId}/test: something to see whether it arrives. */
export const handler = staff({ subject: webhookOfPath }, async ({ subject, now }) =>
  reply(202, { delivery: toDeliveryBody(await sendTest(subject, now)) }),
);
