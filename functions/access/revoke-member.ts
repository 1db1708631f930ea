import { endAccess } from '../../shared/access/end-access.ts';
import { memberOfPath } from '../runtime/member-of-path.ts';
import { staff } from '../runtime/staff.ts';

/** DELETE /team/members/{memberId}: their access ends at once; what they did stays. */
export const handler = staff({ subject: memberOfPath }, async ({ subject, member: by, account, now }) => {
  await endAccess({ member: subject, by, account, now });
  return { statusCode: 204 };
});
