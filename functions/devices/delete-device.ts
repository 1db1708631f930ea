import { forgetDevice } from '../../shared/devices/forget-device.ts';
import { staff } from '../runtime/staff.ts';
import { deviceOfPath } from './device-of-path.ts';

/** DELETE /devices/{deviceId}: it gets nothing more, and its push service is told to forget it. */
export const handler = staff({ subject: deviceOfPath }, async ({ subject }) => {
  await forgetDevice(subject);
  return { statusCode: 204 };
});
