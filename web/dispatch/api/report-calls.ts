import type { Days } from '../rules/report-period.ts';
import { answerOf, type Tracker } from './client.ts';
import type { Summary } from './types.ts';

interface Asked extends Days {
  readonly memberId?: string | undefined;
}

const queryOf = ({ from, to, memberId }: Asked) => ({
  from,
  to,
  ...(memberId !== undefined && { memberId }),
});

/** What the page of reports asks of the service. Each throws Refused, Unreachable or SignedOut. */
export function createReportCalls(api: Tracker) {
  return {
    summary: async (asked: Asked) =>
      (await answerOf(api.GET('/reports/summary', { params: { query: queryOf(asked) } }))) as Summary,
    /** The same as a table, a line for each technician and day. */
    table: async (asked: Asked): Promise<string> =>
      String(
        await answerOf(
          api.GET('/reports/summary', {
            params: { query: queryOf(asked) },
            headers: { accept: 'text/csv' },
            parseAs: 'text',
          }),
        ),
      ),
  };
}
