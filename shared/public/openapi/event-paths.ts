import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { EventAnswer, EventList } from '../../events/answers.ts';
import { EventChange, EventInput, EventsQuery } from '../../events/contract.ts';
import { staffOperation } from './operation.ts';

const office = 'Owner, dispatcher.';

/** What is on the board beside the visits. */
export const eventPaths: ZodOpenApiPathsObject = {
  '/events': {
    get: staffOperation({
      id: 'listEvents',
      tag: 'Events',
      summary: 'Events of a day, or of some from it on, as they begin; to a technician their own',
      description: 'day: the account’s; today, when absent. days: how many, 1 unless told.',
      query: EventsQuery,
      answers: { 200: EventList },
    }),
    post: staffOperation({
      id: 'createEvent',
      tag: 'Events',
      summary: 'Put something on the board that is no visit',
      description: office,
      body: EventInput,
      answers: { 201: EventAnswer },
      refusals: [404],
      idempotent: true,
    }),
  },
  '/events/{eventId}': {
    patch: staffOperation({
      id: 'changeEvent',
      tag: 'Events',
      summary: 'Move an event, give it to others, or call it otherwise',
      description: office,
      path: ['eventId'],
      body: EventChange,
      answers: { 200: EventAnswer },
      refusals: [409],
    }),
    delete: staffOperation({
      id: 'deleteEvent',
      tag: 'Events',
      summary: 'Take an event off the board',
      description: office,
      path: ['eventId'],
      answers: { 204: null },
      refusals: [400, 409, 413, 415],
    }),
  },
};
