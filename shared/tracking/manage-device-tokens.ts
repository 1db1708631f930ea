import type { TokenOwner } from './device-token.ts';
import { type DeviceTokenRecord, lastHeard, listDeviceTokens } from './device-token-store.ts';

/** A technician's devices, or a vehicle's, in the order in which they were let in. */
export async function deviceTokensOf(owner: TokenOwner, now: number) {
  const [records, heard] = await Promise.all([listDeviceTokens(owner), lastHeard(owner, now)]);
  return records
    .map((record) => toBody(record, heard.get(record.device)))
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt));
}

/** A device as its list shows it; never the token. */
export function toBody({ device, label, createdAt, lastSeenAt }: DeviceTokenRecord, heard = lastSeenAt) {
  return {
    id: device,
    ...(label !== undefined && { label }),
    createdAt,
    ...(heard !== undefined && { lastSeenAt: heard }),
  };
}
