import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { LiveTicket } from '../ticket-contract.ts';
import { staffOperation } from './operation.ts';

/** What the office hears of without asking. */
export const livePaths: ZodOpenApiPathsObject = {
  '/live/ticket': {
    post: staffOperation({
      id: 'createLiveTicket',
      tag: 'Live',
      summary: 'A ticket for one socket',
      description: 'Owner, dispatcher. Good for a minute and for one hello.',
      answers: { 201: LiveTicket },
      refusals: [400, 413, 415],
    }),
  },
};
