import type { Member } from '../../shared/team/member.ts';
import { findMember, findMembers } from '../../shared/team/member-store.ts';
import { TimeEntriesQuery } from '../../shared/timesheets/contract.ts';
import { listTime } from '../../shared/timesheets/list-time.ts';
import { type EntryBody, toEntryBody } from '../../shared/timesheets/time-entry-body.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /time-entries: who was where and how long; a technician's own only. */
export const handler = staff({ query: TimeEntriesQuery }, async ({ query, headers, member, now }) => {
  const memberId = member.role === 'technician' ? member.memberId : query.memberId;
  const seen = query.memberId === undefined || (await maySeeTimeOf(query.memberId, member));
  const whose = { accountId: member.accountId, memberId };
  const entries = seen ? (await listTime(whose, query, now)).map(toEntryBody) : [];
  return wantsCsv(headers['accept']) ? csvReply(entries) : reply(200, { entries });
});

/** A technician sees only their own, the office everybody's of the account; all others are empty. */
async function maySeeTimeOf(memberId: string, member: Member): Promise<boolean> {
  if (member.role === 'technician') return memberId === member.memberId;
  return (await findMember(memberId))?.accountId === member.accountId;
}

const wantsCsv = (accept = ''): boolean => /\btext\/csv\b/i.test(accept);

async function csvReply(entries: readonly EntryBody[]) {
  const { toTimeCsv } = await import('../../shared/timesheets/time-csv.ts');
  const members = await findMembers(entries.map(({ memberId }) => memberId));
  const names = new Map(members.map(({ memberId, name }) => [memberId, name]));
  const answer = reply(200, undefined, {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="time-entries.csv"',
  });
  return { ...answer, body: toTimeCsv(entries, (memberId) => names.get(memberId) ?? '') };
}
