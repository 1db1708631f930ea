import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { AlertAnswer, AlertList, AlertsQuery } from '../../alerts/contract.ts';
import { staffOperation } from './operation.ts';

/** What the office should know of. */
export const alertPaths: ZodOpenApiPathsObject = {
  '/alerts': {
    get: staffOperation({
      id: 'listAlerts',
      tag: 'Alerts',
      summary: 'What the office should know of, the newest first',
      description:
        'Owner, dispatcher. open: true for those nobody has acknowledged, false for the others; all unless told. 50 at a ' +
        'time; a page may be short and still have a cursor.',
      query: AlertsQuery,
      answers: { 200: AlertList },
    }),
  },
  '/alerts/{alertId}/acknowledge': {
    post: staffOperation({
      id: 'acknowledgeAlert',
      tag: 'Alerts',
      summary: 'Say that somebody has seen to it',
      description: 'Owner, dispatcher. The first counts; again answers the same.',
      path: ['alertId'],
      answers: { 200: AlertAnswer },
      refusals: [400, 409, 413, 415],
    }),
  },
};
