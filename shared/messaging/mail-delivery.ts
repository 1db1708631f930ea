import * as z from 'zod/mini';
import type { Delivery } from './delivery-store.ts';
import type { MailStop } from './mail-stop-store.ts';

const Recipients = z.array(z.object({ emailAddress: z.string() }));
const at = z.iso.datetime({ offset: true });

/** An event of SES about a mail, as far as it is read (Amazon SES Developer Guide, contents of event data). */
const MailEvent = z.object({
  eventType: z.string(),
  mail: z.object({ messageId: z.string(), timestamp: at }),
  delivery: z.optional(z.object({ timestamp: at })),
  bounce: z.optional(
    z.object({
      bounceType: z.string(),
      bounceSubType: z.string(),
      bouncedRecipients: Recipients,
      timestamp: at,
    }),
  ),
  complaint: z.optional(z.object({ complainedRecipients: Recipients, timestamp: at })),
  reject: z.optional(z.object({ reason: z.string() })),
});
type Told = z.infer<typeof MailEvent>;

export interface MailDelivery {
  /** What SES called the mail when it took it. */
  readonly providerId: string;
  readonly delivery: Delivery;
  /** Addresses to which nothing goes any more, and why. */
  readonly stop?: { readonly addresses: readonly string[]; readonly reason: MailStop };
}

/** What an event says of a mail; undefined for what is none of those that are told of. */
export function readMailDelivery(event: unknown): MailDelivery | undefined {
  const read = MailEvent.safeParse(event);
  if (!read.success) return undefined;
  const about = meaning(read.data);
  return about && { providerId: read.data.mail.messageId, ...about };
}

function meaning({ eventType, mail, delivery, bounce, complaint, reject }: Told) {
  const addresses = (list: z.infer<typeof Recipients>) => list.map(({ emailAddress }) => emailAddress);
  const failed = (reason: string, since = mail.timestamp) =>
    ({ delivery: { state: 'failed', reason, at: since } }) as const;
  if (delivery) return { delivery: { state: 'delivered', at: delivery.timestamp } } as const;
  if (bounce) {
    const { bounceType, bounceSubType, bouncedRecipients, timestamp } = bounce;
    const told = failed(`bounced: ${bounceType}, ${bounceSubType}`, timestamp);
    if (bounceType !== 'Permanent') return told;
    return { ...told, stop: { addresses: addresses(bouncedRecipients), reason: 'bounced' } } as const;
  }
  if (complaint) {
    const { complainedRecipients, timestamp } = complaint;
    // Whoever calls it spam has got it.
    return {
      delivery: { state: 'delivered', at: timestamp },
      stop: { addresses: addresses(complainedRecipients), reason: 'opted_out' },
    } as const;
  }
  if (eventType === 'Reject') return failed(`rejected: ${reject?.reason ?? 'no reason given'}`);
  return eventType === 'Rendering Failure' ? failed('rendering failed') : undefined;
}
