import { DeviceInput } from '../../shared/devices/contract.ts';
import { toDeviceBody } from '../../shared/devices/device.ts';
import { registerDevice } from '../../shared/devices/register-device.ts';
import { customerOfPath } from '../runtime/customer-of-path.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** PUT /customers/{customerId}/devices: a device takes this customer's push messages; 200 for one that is known. */
export const handler = staff(
  { subject: customerOfPath, body: DeviceInput },
  async ({ subject: { customerId }, account: { accountId }, body, now }) => {
    const { device, created } = await registerDevice({ accountId, owner: { customerId } }, body, now);
    return reply(created ? 201 : 200, { device: toDeviceBody(device) });
  },
);
