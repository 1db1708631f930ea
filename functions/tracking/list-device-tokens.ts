import { deviceTokensOf } from '../../shared/tracking/manage-device-tokens.ts';
import { memberOfPath } from '../runtime/member-of-path.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /team/members/{memberId}/device-tokens: which devices report for a technician. */
export const handler = staff({ subject: memberOfPath }, async ({ subject, now }) =>
  reply(200, { deviceTokens: await deviceTokensOf(subject, now) }),
);
