import * as z from 'zod/mini';
import { instantField } from '../kernel/fields.ts';

/** An event as the team sees it. */
export const EventBody = z
  .object({
    eventId: z.string(),
    title: z.string(),
    memberIds: z.array(z.string()),
    window: z.object({ start: instantField, end: instantField }),
    allDay: z.boolean(),
    notes: z.optional(z.string()),
    version: z.int(),
    createdAt: instantField,
    updatedAt: instantField,
  })
  .register(z.globalRegistry, { id: 'Event' });

export const EventAnswer = z.object({ event: EventBody });
export const EventList = z.object({ events: z.array(EventBody) });
