import { fromCursor, toCursor } from '../../shared/kernel/cursor.ts';
import { impossible } from '../../shared/kernel/problem.ts';
import type { Member } from '../../shared/team/member.ts';
import { findMember } from '../../shared/team/member-store.ts';
import { listVisits } from '../../shared/visits/list-visits.ts';
import { dayAt, dayBounds } from '../../shared/visits/local-day.ts';
import { VisitsQuery } from '../../shared/visits/step-contract.ts';
import { toVisitBody } from '../../shared/visits/visit-body.ts';
import { SORT_KEY } from '../../shared/visits/visit-index-store.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /visits: those whose window starts on a day of the account's; a technician's own only. */
export const handler = staff({ query: VisitsQuery }, async ({ query, account, member, now }) => {
  const { timeZone } = account.settings.company;
  const bounds = dayBounds(query.day ?? dayAt(now, timeZone), timeZone);
  const own = member.role === 'technician' ? member.memberId : undefined;
  if (query.technicianId && !(await maySeeDayOf(query.technicianId, member)))
    return reply(200, { visits: [] });
  const { visits, last } = await listVisits({
    accountId: account.accountId,
    technicianId: own ?? query.technicianId,
    ...bounds,
    status: query.status,
    after: query.cursor && placeIn(bounds, query.cursor),
  });
  return reply(200, {
    visits: visits.map((visit) => toVisitBody(visit)),
    ...(last !== undefined && { cursor: toCursor(last) }),
  });
});

/** A technician sees only their own day, the office everybody's of the account; all others are empty. */
async function maySeeDayOf(technicianId: string, member: Member): Promise<boolean> {
  if (member.role === 'technician') return technicianId === member.memberId;
  return (await findMember(technicianId))?.accountId === member.accountId;
}

function placeIn({ start, end }: { start: string; end: string }, cursor: string): string {
  const after = fromCursor(cursor, SORT_KEY);
  if (after < start || after >= end) throw impossible('/cursor', 'must be one that this day was listed with');
  return after;
}
