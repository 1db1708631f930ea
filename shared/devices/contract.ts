import * as z from 'zod/mini';

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

/** The body of `PUT /t/{token}/push`: a browser's push subscription, as its `toJSON` gives it. */
export const PushSubscriptionInput = z
  .object({
    endpoint: z.string().check(z.minLength(1), z.maxLength(MAX_ADDRESS)),
    expirationTime: z.optional(z.nullable(z.number())),
    keys: z.object({ p256dh: bytes(65, 'a public key'), auth: bytes(16, 'an authentication secret') }),
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
