import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { TimeEntryAnswer, TimeEntryList } from '../../timesheets/answers.ts';
import { TimeCorrection, TimeEntriesQuery } from '../../timesheets/contract.ts';
import { staffOperation } from './operation.ts';

/** How long technicians were at which site. */
export const timePaths: ZodOpenApiPathsObject = {
  '/time-entries': {
    get: staffOperation({
      id: 'listTimeEntries',
      tag: 'Time',
      summary: 'The time entries that began in a period',
      description:
        'From `from` on, before `to`, 31 days at most, oldest first. Each entry belongs to the period it began in, so that ' +
        'periods add up. Technicians get their own. `Accept: text/csv` answers a table.',
      query: TimeEntriesQuery,
      answers: { 200: TimeEntryList },
      csv: true,
    }),
  },
  '/time-entries/{entryId}': {
    patch: staffOperation({
      id: 'correctTimeEntry',
      tag: 'Time',
      summary: 'Correct when a time entry began or ended',
      description:
        'Owner, dispatcher. What it was before is kept with the reason. A technician is not at two sites at once: 409 ' +
        'names the visit of the other entry.',
      path: ['entryId'],
      body: TimeCorrection,
      answers: { 200: TimeEntryAnswer },
      refusals: [409],
    }),
  },
};
