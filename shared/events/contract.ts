import * as z from 'zod/mini';
import { dayField, idField, instantField, lineOfText, text } from '../kernel/fields.ts';

const window = z.object({ start: instantField, end: instantField });
const memberIds = z.array(idField).check(z.maxLength(50));
const notes = text(2000);

/** The body of `POST /events`. */
export const EventInput = z
  .object({
    title: lineOfText(100),
    memberIds: z.optional(memberIds),
    window,
    allDay: z.optional(z.boolean()),
    notes: z.optional(notes),
  })
  .register(z.globalRegistry, {
    id: 'EventInput',
    description:
      'Something that is no visit. memberIds: whose it is; everybody’s, when empty. window: 62 days at most. allDay: the ' +
      'days it touches are shown as whole ones.',
    examples: [
      {
        title: 'Safety training',
        memberIds: ['member_9vC2'],
        window: { start: '2026-11-24T08:00:00-08:00', end: '2026-11-24T10:00:00-08:00' },
      },
    ],
  });

/** The body of `PATCH /events/{eventId}`. */
export const EventChange = z
  .object({
    title: z.optional(lineOfText(100)),
    memberIds: z.optional(memberIds),
    window: z.optional(window),
    allDay: z.optional(z.boolean()),
    notes: z.optional(z.nullable(notes)),
  })
  .register(z.globalRegistry, {
    id: 'EventChange',
    description: 'What is left out stays; null takes the notes away, a list replaces the one before.',
  });

/** Days one answer may be about: a month's calendar. */
const MOST_DAYS = 42;

/** The query of `GET /events`. */
export const EventsQuery = z.object({
  day: z.optional(dayField),
  days: z.optional(
    z.string().check(
      z.regex(/^\d{1,2}$/, `must be a number from 1 to ${MOST_DAYS}`),
      z.refine((days) => Number(days) >= 1 && Number(days) <= MOST_DAYS, `must be from 1 to ${MOST_DAYS}`),
    ),
  ),
});
