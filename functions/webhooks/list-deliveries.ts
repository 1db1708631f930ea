import { fromCursor, toCursor } from '../../shared/kernel/cursor.ts';
import { DeliveriesQuery } from '../../shared/webhooks/contract.ts';
import { toDeliveryBody } from '../../shared/webhooks/delivery.ts';
import { DELIVERY_SORT_KEY, latestDeliveries } from '../../shared/webhooks/delivery-store.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { webhookOfPath } from './webhook-of-path.ts';

const PAGE_SIZE = 50;

/** GET /webhooks/{webhookId}/deliveries: what it was told, the latest first, and what became of it. */
export const handler = staff(
  { query: DeliveriesQuery, subject: webhookOfPath },
  async ({ subject, query: { cursor }, now }) => {
    const before = cursor && fromCursor(cursor, DELIVERY_SORT_KEY);
    const { deliveries, last } = await latestDeliveries(subject.webhookId, before, PAGE_SIZE, now);
    return reply(200, {
      deliveries: deliveries.map(toDeliveryBody),
      ...(last !== undefined && { cursor: toCursor(last) }),
    });
  },
);
