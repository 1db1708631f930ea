import * as z from 'zod/mini';
import { instantField } from '../kernel/fields.ts';

/** The answer of `POST /live/ticket`. */
export const LiveTicket = z
  .object({ ticket: z.string(), url: z.string(), expiresAt: instantField })
  .register(z.globalRegistry, {
    id: 'LiveTicket',
    description:
      'The first message at url is `{"type": "hello", "ticket"}`, once, before expiresAt; it is answered ' +
      '`{"type": "welcome"}`. Then come `{"type": "visit", visit}` for every visit that something happened to, as ' +
      '`GET /visits/{visitId}` answers it, and `{"type": "alert", alert}`. Of one visit the highest version counts: ' +
      'messages may come twice or overtake each other. `{"type": "ping"}` is answered `{"type": "pong"}`; say it every ' +
      'few minutes. `{"type": "gone"}` before the socket is closed: access has ended, or the ticket was not good. ' +
      '`{"type": "full"}`: as many listen as may.',
  });
