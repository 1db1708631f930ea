import { createECDH, createPrivateKey, type ECDH, hkdfSync, sign } from 'node:crypto';
import { HOUR, ttl } from '../kernel/time.ts';

/** How a push service knows who sends (RFC 8292): one P-256 key pair for the whole deployment. */
export interface SenderKeys {
  /** Uncompressed, base64url: what browsers subscribe with. */
  readonly publicKey: string;
  readonly privateKey: ReturnType<typeof createPrivateKey>;
}

/** Services refuse more than a day. */
const GOOD_FOR = 12 * HOUR;

/** The key pair that follows from a secret: nobody has to make one, and there is nothing else to keep. */
export function senderKeys(secret: string): SenderKeys {
  const pair = pairFrom(secret);
  const point = pair.getPublicKey();
  const part = (bytes: Buffer) => bytes.toString('base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: part(point.subarray(1, 33)),
    y: part(point.subarray(33)),
    d: part(Buffer.from(pair.getPrivateKey('hex').padStart(64, '0'), 'hex')),
  };
  return { publicKey: part(point), privateKey: createPrivateKey({ key: jwk, format: 'jwk' }) };
}

/** One number in 2^32 is no key of the curve; then the next is taken. */
function pairFrom(secret: string): ECDH {
  for (let attempt = 0; ; attempt++) {
    const pair = createECDH('prime256v1');
    try {
      pair.setPrivateKey(Buffer.from(hkdfSync('sha256', secret, '', `VAPID ${attempt}`, 32)));
      return pair;
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

/** The `Authorization` for one push service. @param contact where its operators can reach us: https or mailto */
export function authorization(endpoint: string, contact: string, keys: SenderKeys, now: number): string {
  const claims = { aud: new URL(endpoint).origin, exp: ttl(now + GOOD_FOR), sub: contact };
  const signed = [{ typ: 'JWT', alg: 'ES256' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const key = { key: keys.privateKey, dsaEncoding: 'ieee-p1363' } as const;
  const signature = sign('sha256', Buffer.from(signed), key).toString('base64url');
  return `vapid t=${signed}.${signature}, k=${keys.publicKey}`;
}
