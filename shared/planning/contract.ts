import * as z from 'zod/mini';
import { dayField, idField, instantField } from '../kernel/fields.ts';

/** The body of `POST /visits/plan`. */
export const PlanQuestion = z
  .object({
    day: z.optional(dayField),
    technicianId: z.optional(idField),
    workMinutes: z.optional(z.int().check(z.gte(5), z.lte(720))),
    hours: z.optional(
      z
        .object({ from: z.int().check(z.gte(0), z.lte(23)), to: z.int().check(z.gte(1), z.lte(24)) })
        .check(z.refine(({ from, to }) => from < to, { path: ['to'], error: 'must be after from' })),
    ),
  })
  .register(z.globalRegistry, {
    id: 'PlanQuestion',
    description:
      'day: the account’s, today where left out. technicianId: whose day is filled; everybody’s, where left out. ' +
      'workMinutes: how long a visit takes; where left out as long as its window or, in an account that counts ' +
      'lateness from the end of the window, an hour at most. hours: between which hours of the day work is planned ' +
      '(7 to 19).',
    examples: [{ day: '2026-11-24' }, { day: '2026-11-24', technicianId: 'member_9vC2', workMinutes: 60 }],
  });

/** Why nobody is proposed for a visit. */
export const UNPLACED = ['unverified', 'on_hold', 'past', 'outside_hours', 'no_skill', 'no_time'] as const;

const minutes = z.int();

const stop = z.object({
  visitId: z.string(),
  arrivesAt: instantField,
  driveMinutes: minutes,
  proposed: z.boolean(),
});

/** The answer: what might be assigned to whom, and what might not, and why. Nothing is changed by asking. */
export const PlanBody = z
  .object({
    day: dayField,
    assignments: z.array(z.object({ visitId: z.string(), technicianId: z.string() })),
    days: z.array(z.object({ technicianId: z.string(), driveMinutes: minutes, stops: z.array(stop) })),
    unplaced: z.array(z.object({ visitId: z.string(), reason: z.enum(UNPLACED) })),
    driving: z.object({ before: minutes, proposed: minutes, inTurn: minutes }),
    savedMinutes: z.optional(minutes),
    basis: z.literal('estimate'),
  })
  .register(z.globalRegistry, {
    id: 'Plan',
    description:
      'assignments: to be sent as PUT /visits/{visitId}/technicians, by whoever agrees. days: of whom something is ' +
      'proposed, everything in the order in which it would be driven. unplaced: the visits nobody is proposed for. ' +
      'driving: minutes of all days concerned, as they are, as proposed, and if each visit in the order of its ' +
      'window went to whoever is free first. savedMinutes: proposed against that; left out where the two do not place ' +
      'as many. basis: drives are estimated from the straight line.',
  });
