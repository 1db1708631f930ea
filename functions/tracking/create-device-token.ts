import { NewDeviceToken } from '../../shared/tracking/device-token-contract.ts';
import { makeDeviceToken } from '../../shared/tracking/make-device-token.ts';
import { memberOfPath } from '../runtime/member-of-path.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** POST /team/members/{memberId}/device-token: lets an app of others report for a technician. */
export const handler = staff(
  { subject: memberOfPath, body: NewDeviceToken },
  async ({ subject, member, body, now }) =>
    reply(201, await makeDeviceToken(subject, member, body.label, now)),
);
