import * as z from 'zod/mini';
import { cursorField, instantField, lineOfText } from '../kernel/fields.ts';
import { PLATFORMS } from './device.ts';

/** No push service's addresses are longer. */
const MAX_ADDRESS = 2000;

const bytes = (count: number, what: string) =>
  z
    .string()
    .check(
      z.maxLength(200),
      z.regex(
        new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((count * 4) / 3)}}={0,2}$`),
        `must be ${what} of ${count} bytes in base64url`,
      ),
    );

const pushKeys = z.object({
  p256dh: bytes(65, 'a public key'),
  auth: bytes(16, 'an authentication secret'),
});

/** The body of `PUT /t/{token}/push`: a browser's push subscription, as its `toJSON` gives it. */
export const PushSubscriptionInput = z
  .object({
    endpoint: z.string().check(z.minLength(1), z.maxLength(MAX_ADDRESS)),
    expirationTime: z.optional(z.nullable(z.number())),
    keys: pushKeys,
  })
  .register(z.globalRegistry, {
    id: 'PushSubscription',
    description:
      'As the browser’s PushSubscription.toJSON() gives it; made with the key of GET /t/{token}/push.',
  });

/** The answer to it: the device is known. */
export const PushRegistered = z
  .object({ registered: z.literal(true) })
  .register(z.globalRegistry, { id: 'PushRegistered' });

/** The answer to `GET /t/{token}/push`. */
export const PushKey = z.object({ applicationServerKey: z.string() }).register(z.globalRegistry, {
  id: 'PushKey',
  description: 'The public key (P-256, uncompressed, base64url) to subscribe with.',
});

/** SNS takes none that is longer. */
const MAX_TOKEN = 8192;

const told = {
  deviceModel: z.optional(lineOfText(100)),
  appVersion: z.optional(lineOfText(50)),
  optIn: z.optional(z.boolean()),
};

/** The body of `PUT /customers/{customerId}/devices`. */
export const DeviceInput = z
  .object({
    platform: z.enum(PLATFORMS),
    pushToken: z.string().check(z.trim(), z.minLength(1), z.maxLength(MAX_TOKEN)),
    keys: z.optional(pushKeys),
    ...told,
  })
  .register(z.globalRegistry, {
    id: 'DeviceInput',
    description:
      'pushToken: as APNs or FCM gave it to the app; of a browser, the endpoint of its subscription, which was made with ' +
      'the key of GET /t/{token}/push, and then its keys too. optIn: kept when it is left out, true for a device that is ' +
      'new to this customer.',
    examples: [
      { platform: 'android', deviceModel: 'Pixel 9', appVersion: '3.2.0', pushToken: 'fMEP0vJqS0:APA91bH' },
    ],
  });

/** The body of `PATCH /devices/{deviceId}`: what is left out stays. */
export const DeviceChangeInput = z
  .object(told)
  .register(z.globalRegistry, { id: 'DeviceChange', examples: [{ optIn: false }] });

const DeviceBody = z
  .object({
    deviceId: z.string(),
    customerId: z.optional(z.string()),
    memberId: z.optional(z.string()),
    platform: z.enum(PLATFORMS),
    deviceModel: z.optional(z.string()),
    appVersion: z.optional(z.string()),
    optIn: z.boolean(),
    registeredAt: instantField,
    lastSeenAt: instantField,
    disabledAt: z.optional(instantField),
  })
  .register(z.globalRegistry, {
    id: 'Device',
    description:
      'lastSeenAt: when it registered last. disabledAt: since its push service said that it is gone; until it registers ' +
      'again. The push token is never shown.',
  });

export const DeviceAnswer = z.object({ device: DeviceBody });

export const DeviceList = z.object({ devices: z.array(DeviceBody) });

/** The query of `GET /devices`. */
export const DevicesQuery = z.object({
  unseenDays: z.optional(
    z.string().check(z.regex(/^[1-9]\d{0,3}$/, 'must be a whole number of days, from 1 to 9999')),
  ),
  cursor: cursorField,
});
