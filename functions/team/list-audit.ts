import { fromCursor, toCursor } from '../../shared/kernel/cursor.ts';
import { AUDIT_SORT_KEY, listAudit } from '../../shared/team/audit-store.ts';
import { AuditQuery } from '../../shared/team/member-contract.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

const PAGE = 50;

/** GET /team/audit: who did what to whom of the team, the latest first. */
export const handler = staff({ query: AuditQuery }, async ({ account, query: { cursor } }) => {
  const before = cursor === undefined ? undefined : fromCursor(cursor, AUDIT_SORT_KEY);
  const { entries, last } = await listAudit(account.accountId, before, PAGE);
  return reply(200, { entries, ...(last !== undefined && { cursor: toCursor(last) }) });
});
