import { notFound } from '../../shared/kernel/problem.ts';
import { findDeviceToken, revokeDeviceToken } from '../../shared/tracking/device-token-store.ts';
import { memberOfPath } from '../runtime/member-of-path.ts';
import { type Caller, staff } from '../runtime/staff.ts';

async function tokenOfPath(caller: Caller) {
  const { memberId } = await memberOfPath(caller);
  const found = await findDeviceToken({ memberId }, caller.path['id'] ?? '');
  if (!found) throw notFound();
  return found;
}

/** DELETE /team/members/{memberId}/device-tokens/{id}: what it still sends counts no more. */
export const handler = staff({ subject: tokenOfPath }, async ({ subject }) => {
  await revokeDeviceToken(subject, subject.device);
  return { statusCode: 204 };
});
