import type { Device } from './device.ts';
import { deleteDevice } from './device-store.ts';
import { leaveEndpoint } from './endpoint-share-store.ts';

/**
 * Forgets a device, and has SNS forget it where no other company reaches it too. The device goes last: what breaks in
 * between is asked for again.
 */
export async function forgetDevice(device: Device): Promise<void> {
  if (device.platform !== 'web' && (await leaveEndpoint(device))) {
    const { deleteEndpoint } = await import('./endpoint-client.ts');
    await deleteEndpoint(device.endpointArn);
  }
  await deleteDevice(device);
}
