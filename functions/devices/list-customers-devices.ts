import { toDeviceBody } from '../../shared/devices/device.ts';
import { listDevices } from '../../shared/devices/device-store.ts';
import { customerOfPath } from '../runtime/customer-of-path.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /customers/{customerId}/devices: the latest first, also those that cannot be reached. */
export const handler = staff({ subject: customerOfPath }, async ({ subject: { customerId } }) =>
  reply(200, { devices: (await listDevices({ customerId })).map(toDeviceBody) }),
);
