import { fromCursor, toCursor } from '../../shared/kernel/cursor.ts';
import { toMemoBodies } from '../../shared/messaging/memo-body.ts';
import { MemosQuery } from '../../shared/messaging/memo-contract.ts';
import { MEMO_ID } from '../../shared/team/memo.ts';
import { listMemos } from '../../shared/team/memo-store.ts';
import { memberOfPath } from '../runtime/member-of-path.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

const PAGE_SIZE = 50;

/** GET /team/members/{memberId}/messages: what the office wrote to them, the latest first, and what became of it. */
export const handler = staff(
  { subject: memberOfPath, query: MemosQuery },
  async ({ subject: { memberId }, query: { cursor }, now }) => {
    const before = cursor && fromCursor(cursor, MEMO_ID);
    const found = await listMemos({ memberId, before, limit: PAGE_SIZE + 1, now });
    const page = found.slice(0, PAGE_SIZE);
    const last = found.length > page.length ? page.at(-1)?.memoId : undefined;
    return reply(200, {
      messages: await toMemoBodies(page, now),
      ...(last !== undefined && { cursor: toCursor(last) }),
    });
  },
);
