import { impossible } from '../../shared/kernel/problem.ts';
import { DAY } from '../../shared/kernel/time.ts';
import { SummaryQuery } from '../../shared/reports/contract.ts';
import type { Line } from '../../shared/reports/line.ts';
import { MOST_DAYS } from '../../shared/reports/period-contract.ts';
import { listSums } from '../../shared/reports/report-store.ts';
import { findMembers } from '../../shared/team/member-store.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /reports/summary: how the days of a period went, and whose; as a table to who wants one. */
export const handler = staff({ query: SummaryQuery }, async ({ query, account, headers }) => {
  const { from, to, memberId } = query;
  if (to < from) throw impossible('/to', 'must not be before from');
  if (Date.parse(to) - Date.parse(from) >= MOST_DAYS * DAY) {
    throw impossible('/to', `must be within ${MOST_DAYS} days`);
  }
  const all = await listSums(account.accountId, from, to);
  const lines = memberId === undefined ? all : all.filter((line) => line.memberId === memberId);
  const nameOf = await namesOf(lines);
  if (/\btext\/csv\b/i.test(headers['accept'] ?? '')) return csvReply(lines, nameOf);
  const { summaryOf } = await import('../../shared/reports/summary.ts');
  return reply(200, summaryOf(lines, { from, to }, nameOf));
});

async function namesOf(lines: readonly Line[]) {
  const ids = [...new Set(lines.map(({ memberId }) => memberId))].filter((memberId) => memberId !== '');
  const names = new Map((await findMembers(ids)).map(({ memberId, name }) => [memberId, name]));
  return (memberId: string) => names.get(memberId) ?? '';
}

async function csvReply(lines: readonly Line[], nameOf: (memberId: string) => string) {
  const { toSummaryCsv } = await import('../../shared/reports/summary-csv.ts');
  const answer = reply(200, undefined, {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="summary.csv"',
  });
  return { ...answer, body: toSummaryCsv(lines, nameOf) };
}
