import { createDecipheriv, createPublicKey, verify } from 'node:crypto';
import type { AwsCall, AwsRequest, AwsResponse, Emulator, World } from './emulator.ts';
import { AwsError } from './emulator.ts';
import { putInOutbox } from './outbox.ts';

/** The subscriptions that browsers have given up, by address. */
const GONE = 'push-gone';
const DAY_SECONDS = 86_400;
/** What every push service takes (RFC 8030, 7.2). */
const MAX_BODY = 4096;
/** Salt, record size, length of the key and the key: what precedes the sealed record (RFC 8188, 2.1). */
const HEADER = 16 + 4 + 1 + 65;
const TAG = 16;

/** A browser withdraws its subscription: its push service answers 410 from now on. */
export const giveUpSubscription = (world: World, address: string): void =>
  world.store.put(GONE, address, { at: world.now() });

/** The push services of all browsers (RFC 8030, 8291, 8292): whatever the address, messages arrive here. */
export function createWebPush(world: World): Emulator {
  return {
    service: 'webpush',
    signingNames: ['webpush'],
    operations: ['Push'],
    parse: ({ headers }) => ({ operation: 'Push', input: { address: headers['x-local-address'] } }),
    handle: (call, request) => accept(world, call, request),
    refuse: ({ status, message }) => ({ status, body: message }),
  };
}

function accept(world: World, { input }: AwsCall, { headers, body }: AwsRequest): AwsResponse {
  const address = String(input['address']);
  checkSender(headers['x-local-authorization'] ?? '', new URL(address).origin, world.now() / 1000);
  if (!/^\d+$/.test(headers['ttl'] ?? '')) throw new AwsError(401, 'TTL', 'A TTL is missing.');
  if (headers['content-encoding'] !== 'aes128gcm') throw new AwsError(415, 'Encoding', 'Not aes128gcm.');
  if (body.length > MAX_BODY) throw new AwsError(413, 'TooLarge', 'The message is too large.');
  if (world.store.get(GONE, address)) throw new AwsError(410, 'Gone', 'Nobody is subscribed here any more.');
  const text = textIn(open(body, headers['x-local-keys'] ?? ''));
  const id = putInOutbox(world, { channel: 'push', to: address, text });
  return { status: 201, headers: { location: `${new URL(address).origin}/message/${id}` } };
}

/** Who sends must have signed for this very service, for a day at most, with the key that is named. */
function checkSender(authorization: string, audience: string, now: number): void {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const part = (from: number) => point.subarray(from, from + 32).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: part(1), y: part(33) };
  const signed = Buffer.from(`${head}.${claims}`);
  try {
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
    const options = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    const genuine = verify('sha256', signed, options, Buffer.from(signature, 'base64url'));
    const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    const inTime = exp > now && exp <= now + DAY_SECONDS;
    if (genuine && inTime && aud === audience && /^(https?:|mailto:)/.test(sub)) return;
  } catch {
    // What cannot be read proves nothing.
  }
  throw new AwsError(403, 'Forbidden', 'The sender’s VAPID token is not valid here.');
}

/** What was sealed: the right one of these keys shows itself by opening it. */
function open(body: Buffer, keys: string): string {
  const sealed = body.subarray(HEADER, -TAG);
  for (const pair of keys.split(' ')) {
    const [key = '', nonce = ''] = pair.split('.');
    try {
      const cipher = createDecipheriv(
        'aes-128-gcm',
        Buffer.from(key, 'base64url'),
        Buffer.from(nonce, 'base64url'),
      );
      cipher.setAuthTag(body.subarray(-TAG));
      const padded = Buffer.concat([cipher.update(sealed), cipher.final()]);
      return padded.subarray(0, padded.lastIndexOf(2)).toString();
    } catch {
      // Another message's key.
    }
  }
  throw new AwsError(400, 'Unreadable', 'Nothing opens this message.');
}

/** What the browser would show under the title. */
function textIn(message: string): string {
  try {
    return String(JSON.parse(message).body);
  } catch {
    return message;
  }
}
