import { answerOf, type Tracker } from './client.ts';
import type { Schema } from './types.ts';

export type Webhook = Schema<'Webhook'>;
export type Delivery = Schema<'WebhookDelivery'>;

const once = () => ({ 'Idempotency-Key': crypto.randomUUID() });
const of = (webhookId: string) => ({ path: { webhookId } });

/** Which other systems are told of what happens. Each throws Refused, Unreachable or SignedOut. */
export function createWebhookCalls(api: Tracker) {
  return {
    webhooks: async () => (await answerOf(api.GET('/webhooks'))).webhooks,
    create: (body: Schema<'NewWebhook'>) =>
      answerOf(api.POST('/webhooks', { params: { header: once() }, body })),
    change: (webhookId: string, body: Schema<'WebhookChanges'>) =>
      answerOf(api.PATCH('/webhooks/{webhookId}', { params: of(webhookId), body })),
    remove: (webhookId: string) => answerOf(api.DELETE('/webhooks/{webhookId}', { params: of(webhookId) })),
    rotate: (webhookId: string) =>
      answerOf(
        api.POST('/webhooks/{webhookId}/rotate-secret', {
          params: { ...of(webhookId), header: once() },
        }),
      ),
    deliveries: async (webhookId: string) =>
      (await answerOf(api.GET('/webhooks/{webhookId}/deliveries', { params: of(webhookId) }))).deliveries,
    replay: (webhookId: string, deliveryId: string) =>
      answerOf(api.POST('/webhooks/{webhookId}/replay', { params: of(webhookId), body: { deliveryId } })),
    test: (webhookId: string) => answerOf(api.POST('/webhooks/{webhookId}/test', { params: of(webhookId) })),
  };
}

export type WebhookCalls = ReturnType<typeof createWebhookCalls>;
