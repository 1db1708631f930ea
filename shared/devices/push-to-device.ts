import { pushToApp } from './app-push-client.ts';
import type { Device } from './device.ts';
import type { Notification, PushAnswer } from './push-answer.ts';
import { pushToBrowser } from './web-push-client.ts';

/** Hands one message to a device's push service, once, and has its answer within 3 s. Never throws. */
export const pushToDevice = (device: Device, notification: Notification, now: number): Promise<PushAnswer> =>
  device.platform === 'web' ? pushToBrowser(device, notification, now) : pushToApp(device, notification);
