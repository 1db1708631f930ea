import type { Device } from '../../shared/devices/device.ts';
import { findDevice } from '../../shared/devices/device-store.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import type { Caller } from '../runtime/staff.ts';

/** @throws Problem 404 for a device of another account */
export async function deviceOfPath({ account, path }: Caller): Promise<Device> {
  const device = await findDevice(account.accountId, path['deviceId'] ?? '');
  if (!device) throw notFound();
  return device;
}
