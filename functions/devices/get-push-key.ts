import { pushKeys } from '../../shared/devices/push-secret-client.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /me/push: the key a browser subscribes with, so that only we can send to it. */
export const handler = staff({}, async () =>
  reply(200, { applicationServerKey: (await pushKeys()).publicKey }),
);
