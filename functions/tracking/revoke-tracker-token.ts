import { notFound } from '../../shared/kernel/problem.ts';
import { findDeviceToken, revokeDeviceToken } from '../../shared/tracking/device-token-store.ts';
import { type Caller, staff } from '../runtime/staff.ts';
import { vehicleOfPath } from '../runtime/vehicle-of-path.ts';

async function tokenOfPath(caller: Caller) {
  const { vehicleId } = await vehicleOfPath(caller);
  const found = await findDeviceToken({ vehicleId }, caller.path['trackerId'] ?? '');
  if (!found) throw notFound();
  return found;
}

/** DELETE /vehicles/{vehicleId}/device-tokens/{trackerId}: what it still sends counts no more. */
export const handler = staff({ subject: tokenOfPath }, async ({ subject }) => {
  await revokeDeviceToken(subject, subject.device);
  return { statusCode: 204 };
});
