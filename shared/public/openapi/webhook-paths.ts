import type { ZodOpenApiPathsObject } from 'zod-openapi';
import {
  DeliveriesQuery,
  DeliveryAnswer,
  DeliveryList,
  NewWebhook,
  Replay,
  ReplayAnswer,
  WebhookAnswer,
  WebhookChanges,
  WebhookList,
  WebhookSecretAnswer,
} from '../../webhooks/contract.ts';
import { staffOperation, type Told } from './operation.ts';

const operation = (told: Omit<Told, 'tag'>) =>
  staffOperation({ tag: 'Webhooks', description: 'Owner.', ...told });
const path = ['webhookId'];

/** Which other systems are told of facts. What they are told is under `webhooks`. */
export const webhookPaths: ZodOpenApiPathsObject = {
  '/webhooks': {
    post: operation({
      id: 'createWebhook',
      summary: 'Have another system told of facts',
      description: 'Owner. Ten at most. The secret is shown this once.',
      body: NewWebhook,
      answers: { 201: WebhookSecretAnswer },
      refusals: [409],
      idempotent: true,
    }),
    get: operation({
      id: 'listWebhooks',
      summary: 'Which systems are told, and whether they listen',
      answers: { 200: WebhookList },
    }),
  },
  '/webhooks/{webhookId}': {
    patch: operation({
      id: 'changeWebhook',
      summary: 'Where to, of what, and whether at all',
      path,
      body: WebhookChanges,
      answers: { 200: WebhookAnswer },
    }),
    delete: operation({
      id: 'deleteWebhook',
      summary: 'Tell it nothing any more',
      path,
      answers: { 204: null },
      refusals: [400, 413, 415],
    }),
  },
  '/webhooks/{webhookId}/rotate-secret': {
    post: operation({
      id: 'rotateWebhookSecret',
      summary: 'Another secret',
      description: 'Owner. The one before signs along for 24 hours. Five times a day at most.',
      path,
      answers: { 200: WebhookSecretAnswer },
      refusals: [409],
      idempotent: true,
    }),
  },
  '/webhooks/{webhookId}/deliveries': {
    get: operation({
      id: 'listDeliveries',
      summary: 'What it was told, the latest first, and what became of it',
      description: 'Owner. 30 days, 50 at a time.',
      path,
      query: DeliveriesQuery,
      answers: { 200: DeliveryList },
    }),
  },
  '/webhooks/{webhookId}/replay': {
    post: operation({
      id: 'replayDeliveries',
      summary: 'Tell it again',
      description:
        'Owner. One delivery, or all of a span of time; each under the webhook-id it had, and as things are now. ' +
        'Not to one that is disabled (409).',
      path,
      body: Replay,
      answers: { 202: ReplayAnswer },
      refusals: [409],
    }),
  },
  '/webhooks/{webhookId}/test': {
    post: operation({
      id: 'testWebhook',
      summary: 'Send something to see whether it arrives',
      description: 'Owner. The event webhook.test; its delivery tells what came of it.',
      path,
      answers: { 202: DeliveryAnswer },
      refusals: [400, 409, 413, 415],
    }),
  },
};
