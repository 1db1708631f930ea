import { DevicesQuery } from '../../shared/devices/contract.ts';
import { toDeviceBody } from '../../shared/devices/device.ts';
import { DEVICE_SORT_KEY, listAccountsDevices } from '../../shared/devices/device-store.ts';
import { fromCursor, toCursor } from '../../shared/kernel/cursor.ts';
import { DAY, instant } from '../../shared/kernel/time.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

const PAGE_SIZE = 50;

/** GET /devices: an account's, unseen for so many days or all of them, those unseen for longest first. */
export const handler = staff(
  { query: DevicesQuery },
  async ({ query: { unseenDays, cursor }, account: { accountId }, now }) => {
    const { devices, last } = await listAccountsDevices({
      accountId,
      unseenSince: unseenDays === undefined ? undefined : instant(now - Number(unseenDays) * DAY),
      after: cursor && fromCursor(cursor, DEVICE_SORT_KEY),
      limit: PAGE_SIZE,
    });
    return reply(200, {
      devices: devices.map(toDeviceBody),
      ...(last !== undefined && { cursor: toCursor(last) }),
    });
  },
);
