import * as z from 'zod/mini';
import { cursorField, idField, instantField, lineOfText } from '../kernel/fields.ts';
import { DELIVERY_STATES, FAILED_REASONS } from './delivery.ts';
import { DISABLED_REASONS, WEBHOOK_EVENTS } from './webhook.ts';

const url = z.string().check(z.minLength(1), z.maxLength(2000));
const events = z.array(z.enum(WEBHOOK_EVENTS)).check(z.minLength(1), z.maxLength(100));
const description = lineOfText(100);

/** The body of `POST /webhooks`. */
export const NewWebhook = z
  .object({
    url,
    events: z.optional(events),
    includeCustomer: z.optional(z.boolean()),
    description: z.optional(description),
  })
  .register(z.globalRegistry, {
    id: 'NewWebhook',
    description:
      'url: https, a public host by its name, on port 443 or 8443. events: all when left out, those that come later too. ' +
      'includeCustomer (default false): name, phone number, e-mail and address of customers, and what people typed, go along.',
    examples: [
      { url: 'https://crm.example.com/hooks/visits', events: ['visit.en_route', 'visit.completed'] },
    ],
  });

/** The body of `PATCH /webhooks/{webhookId}`. */
export const WebhookChanges = z
  .object({
    url: z.optional(url),
    events: z.optional(z.nullable(events)),
    includeCustomer: z.optional(z.boolean()),
    description: z.optional(z.nullable(description)),
    enabled: z.optional(z.boolean()),
  })
  .register(z.globalRegistry, {
    id: 'WebhookChanges',
    description:
      'What is left out stays; null takes the description away, and for events means all of them. enabled: true forgets ' +
      'the failures there were.',
  });

const WebhookBody = z
  .object({
    webhookId: z.string(),
    url: z.string(),
    events: z.optional(z.array(z.string())),
    includeCustomer: z.boolean(),
    description: z.optional(z.string()),
    enabled: z.boolean(),
    disabledAt: z.optional(instantField),
    disabledReason: z.optional(z.enum(DISABLED_REASONS)),
    failingSince: z.optional(instantField),
    createdAt: instantField,
    updatedAt: instantField,
  })
  .register(z.globalRegistry, {
    id: 'Webhook',
    description:
      'disabledReason: gone (it answered 410), failing (nothing was taken for five days), by_owner. failingSince: the ' +
      'first failure since anything was taken.',
  });

export const WebhookAnswer = z.object({ webhook: WebhookBody });
export const WebhookList = z.object({ webhooks: z.array(WebhookBody) });

/** The answer with a secret: the only time it is shown. */
export const WebhookSecretAnswer = z
  .object({ webhook: WebhookBody, secret: z.string() })
  .register(z.globalRegistry, {
    id: 'WebhookSecret',
    description: 'secret: whsec_ and base64, for any library of Standard Webhooks. It is shown this once.',
  });

const DeliveryBody = z
  .object({
    deliveryId: z.string(),
    type: z.string(),
    factId: z.string(),
    state: z.enum(DELIVERY_STATES),
    reason: z.optional(z.enum(FAILED_REASONS)),
    attempts: z.array(
      z.object({ at: instantField, status: z.optional(z.int()), error: z.optional(z.string()) }),
    ),
    nextAttemptAt: z.optional(instantField),
    createdAt: instantField,
  })
  .register(z.globalRegistry, {
    id: 'WebhookDelivery',
    description:
      'deliveryId: the webhook-id that the receiver gets. attempts: since it was last begun, each with the status that was ' +
      'answered or why nothing was. reason: exhausted (ten tries, or fewer that were asked to wait), gone (410), or what was in the way.',
  });

export const DeliveryAnswer = z.object({ delivery: DeliveryBody });
export const DeliveryList = z.object({
  deliveries: z.array(DeliveryBody),
  cursor: z.optional(z.string()),
});

/** The query of `GET /webhooks/{webhookId}/deliveries`. */
export const DeliveriesQuery = z.object({ cursor: cursorField });

/** The body of `POST /webhooks/{webhookId}/replay`. */
export const Replay = z
  .object({
    deliveryId: z.optional(idField),
    since: z.optional(instantField),
    until: z.optional(instantField),
  })
  .check(
    z.refine(({ deliveryId, since }) => (deliveryId === undefined) !== (since === undefined), {
      message: 'must be given, or deliveryId, and not both',
      path: ['since'],
    }),
    z.refine(({ since = '', until }) => until === undefined || until > since, {
      message: 'must be after since',
      path: ['until'],
    }),
  )
  .register(z.globalRegistry, {
    id: 'WebhookReplay',
    description:
      'One delivery, or all that were made from since up to until (exclusive; now, when left out), whatever became of them.',
    examples: [{ since: '2026-11-24T09:00:00Z' }, { deliveryId: 'msg_0b1f' }],
  });

/** The answer of the same. */
export const ReplayAnswer = z.object({
  replay: z.object({
    deliveryId: z.optional(z.string()),
    since: z.optional(instantField),
    until: z.optional(instantField),
  }),
});
