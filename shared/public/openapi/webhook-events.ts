import * as z from 'zod/mini';
import type { ZodOpenApiPathItemObject } from 'zod-openapi';
import { toldSchemas } from '../../webhooks/told-contract.ts';
import type { TEST_EVENT, WebhookEvent } from '../../webhooks/webhook.ts';

/** When each of them is told; a fact without a line here does not compile. */
const WHEN: Readonly<Record<WebhookEvent | typeof TEST_EVENT, string>> = {
  'visit.created': 'A visit and its link were created.',
  'visit.dispatched': 'The technician confirmed, or the office dispatched.',
  'visit.en_route': 'Somebody set off.',
  'visit.arrived': 'The technician is there.',
  'visit.left': 'The technician left the site, as far as their positions tell.',
  'visit.completed': 'The work is done, or the visit was closed.',
  'visit.cancelled': 'The visit will not take place.',
  'visit.recalled': 'The office took a step back.',
  'visit.arrival_undone': 'The arrival was a mistake: they are still on the way.',
  'visit.held': 'The visit was put on hold.',
  'visit.released': 'A visit on hold goes on.',
  'visit.rescheduled': 'The visit has another window.',
  'visit.late': 'Nobody has come, and by now somebody should have.',
  'visit.reassigned': 'Others are to come than before.',
  'visit.updated': 'Something else about the visit changed.',
  'visit.redirected': 'The visit has another address.',
  'visit.running_late': 'Somebody reported a delay.',
  'visit.message_resent': 'A message to the customer is to be sent again.',
  'visit.message_written': 'The office has written to the customer; what, is not in here.',
  'visit.help_asked': 'The customer has answered HELP, and is told whom to call.',
  'visit.reminder_due': 'The customer is reminded of the visit.',
  'visit.review_requested': 'The customer is asked how it was.',
  'visit.link_replaced': 'The visit has another link; it is not in here.',
  'visit.link_text_requested': 'The customer is to be sent the link.',
  'alert.raised': 'The office should know of something.',
  'alert.acknowledged': 'Somebody of the office has seen to an alert.',
  'vehicle.driver_changed': 'A member drives another vehicle, or none, or it is called otherwise.',
  'event.created': 'Something that is no visit was put on the board.',
  'event.changed': 'It is another time, another member’s, or called otherwise.',
  'event.deleted': 'It is there no more.',
  'webhook.test': 'The owner wants to see whether it arrives.',
};

const headers = z.object({
  'webhook-id': z.string().register(z.globalRegistry, {
    description: 'The same for every try and replay of the same fact: deal with each of them once.',
  }),
  'webhook-timestamp': z
    .string()
    .register(z.globalRegistry, { description: 'Of this try, epoch seconds; refuse what is old.' }),
  'webhook-signature': z.string().register(z.globalRegistry, {
    description:
      'v1, and base64 of the HMAC-SHA256 of id.timestamp.body; several, with a blank between, while a secret is replaced.',
  }),
});

/** What is posted to the webhooks of an account, by its type. */
export const toldEvents: Record<string, ZodOpenApiPathItemObject> = Object.fromEntries(
  Object.entries(WHEN).map(([type, when]) => [
    type,
    {
      post: {
        operationId: `told.${type}`,
        tags: ['Webhooks'],
        summary: when,
        security: [],
        requestParams: { header: headers },
        requestBody: {
          required: true,
          content: { 'application/json': { schema: toldSchemas[type] ?? z.never() } },
        },
        responses: {
          '2XX': { description: 'Taken. Within 15 seconds; anything else is tried again.' },
          '410': { description: 'Gone: nothing more is sent until the owner enables it again.' },
        },
      },
    },
  ]),
);
