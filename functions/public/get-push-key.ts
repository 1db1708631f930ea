import { pushKeys } from '../../shared/devices/push-secret-client.ts';
import { linkHolder } from '../runtime/link-holder.ts';
import { reply } from '../runtime/reply.ts';

/** GET /t/{token}/push: the key a browser subscribes with, so that only we can send to it. */
export const handler = linkHolder({}, async () =>
  reply(200, { applicationServerKey: (await pushKeys()).publicKey }),
);
