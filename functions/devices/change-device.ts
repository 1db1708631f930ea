import { DeviceChangeInput } from '../../shared/devices/contract.ts';
import { toDeviceBody } from '../../shared/devices/device.ts';
import { changeDevice } from '../../shared/devices/device-store.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { deviceOfPath } from './device-of-path.ts';

/** PATCH /devices/{deviceId}: whether it takes messages, and what is told of it. */
export const handler = staff(
  { subject: deviceOfPath, body: DeviceChangeInput },
  async ({ subject, body }) => {
    const device = await changeDevice(subject, body);
    if (!device) throw notFound();
    return reply(200, { device: toDeviceBody(device) });
  },
);
