import * as z from 'zod/mini';
import { instantField } from '../kernel/fields.ts';
import { AlertWishBody } from '../team/alert-wish-contract.ts';
import { OwnMessage } from '../team/memo-contract.ts';

const ask = z
  .object({
    kind: z.literal('start_next'),
    visitId: z.string(),
    leftVisitId: z.string(),
    at: instantField,
  })
  .register(z.globalRegistry, {
    id: 'Ask',
    description:
      'A site was left (leftVisitId, at) and the next dispatched visit of the day (visitId) did not start by itself: ' +
      'shall it? Yes is `POST /visits/{visitId}/status` with en_route. It is gone once anything has been started.',
  });

/** The answer of `GET /me`. */
export const Me = z
  .object({
    member: z.object({
      memberId: z.string(),
      accountId: z.string(),
      role: z.enum(['owner', 'dispatcher', 'technician']),
      name: z.string(),
      vehicle: z.optional(z.string()),
      photoUrl: z.optional(z.string()),
      alerts: z.optional(AlertWishBody),
    }),
    ask: z.optional(ask),
    messages: z.array(OwnMessage),
  })
  .register(z.globalRegistry, {
    id: 'Me',
    description:
      'alerts: once somebody of the office has chosen, how they are told of them. ask: technicians only, while there is something to ask. messages: what the office has written in the last week and you have not acknowledged, the earliest first.',
  });
