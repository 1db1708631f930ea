import * as z from 'zod/mini';
import { epoch, instant } from '../kernel/time.ts';
import type { Delivery } from './delivery-store.ts';

/** A line of SNS's log of deliveries, as far as it is read (Amazon SNS Developer Guide, SMS delivery monitoring). */
const SmsLogLine = z.object({
  notification: z.object({ messageId: z.string(), timestamp: z.string() }),
  delivery: z.object({
    providerResponse: z.optional(z.string()),
    dwellTimeMs: z.optional(z.number()),
    dwellTimeMsUntilDeviceAck: z.optional(z.number()),
  }),
  status: z.enum(['SUCCESS', 'FAILURE']),
});

/** How SNS says that it sent nothing, because the number is on its list. */
const OPTED_OUT = /opted out/i;
const LONGEST_REASON = 200;

export interface SmsDelivery {
  /** What SNS called the text when it took it. */
  readonly providerId: string;
  readonly delivery: Delivery;
}

/** What a line of the log says of a text; undefined for what is no such line. */
export function readSmsDelivery(line: string): SmsDelivery | undefined {
  const read = SmsLogLine.safeParse(parsed(line));
  if (!read.success) return undefined;
  const { notification, delivery, status } = read.data;
  // Without a zone, and in UTC: `2016-06-28 00:40:34.558`.
  const published = epoch(`${notification.timestamp.replace(' ', 'T')}Z`);
  if (Number.isNaN(published)) return undefined;
  const at = instant(published + (delivery.dwellTimeMsUntilDeviceAck ?? delivery.dwellTimeMs ?? 0));
  const providerId = notification.messageId;
  if (status === 'SUCCESS') return { providerId, delivery: { state: 'delivered', at } };
  const reason = delivery.providerResponse?.slice(0, LONGEST_REASON);
  if (OPTED_OUT.test(reason ?? '')) {
    return { providerId, delivery: { state: 'suppressed', reason: 'opted_out', at } };
  }
  return { providerId, delivery: { state: 'failed', reason, at } };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
