import { TimeCorrection } from '../../shared/timesheets/contract.ts';
import { correctEntry, entryOf } from '../../shared/timesheets/correct-entry.ts';
import { toEntryBody } from '../../shared/timesheets/time-entry-body.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** PATCH /time-entries/{entryId}: the office knows better. */
export const handler = staff(
  {
    subject: ({ account, path }) => entryOf(account.accountId, path['entryId'] ?? ''),
    body: TimeCorrection,
  },
  async ({ subject: entry, body, member, now }) => {
    const by = { role: member.role, memberId: member.memberId };
    return reply(200, { entry: toEntryBody(await correctEntry(entry, body, by, now)) });
  },
);
