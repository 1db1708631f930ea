import { createECDH } from 'node:crypto';

let browsers = 0;

/** A push subscription as a browser makes one; nobody here keeps the key that opens its messages. */
export function aSubscription() {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  return {
    endpoint: `https://push.example.com/send/${++browsers}`,
    expirationTime: null,
    keys: { p256dh: keys.getPublicKey('base64url'), auth: Buffer.alloc(16, 7).toString('base64url') },
  };
}
