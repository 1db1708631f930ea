import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { Summary } from '../../reports/answers.ts';
import { SummaryQuery } from '../../reports/contract.ts';
import { staffOperation } from './operation.ts';

/** How the days went. */
export const reportPaths: ZodOpenApiPathsObject = {
  '/reports/summary': {
    get: staffOperation({
      id: 'summarize',
      tag: 'Reports',
      summary: 'How the days of a period went, by day and by technician',
      description:
        'Owner, dispatcher. from, to: days of the account, both included, 93 at most. memberId: of one technician alone. As a table, a line for each ' +
        'technician and day, to `Accept: text/csv`. Counted as things happen, seconds later.',
      query: SummaryQuery,
      answers: { 200: Summary },
      csv: true,
    }),
  },
};
