import { createCipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto';
import type { PushKeys } from './device.ts';

/** One record holds the whole message; the size is told in its header (RFC 8188, 2.1). */
const RECORD_SIZE = 4096;
/** Marks the last record (RFC 8188, 2). */
const LAST = Buffer.from([2]);

/** What makes one sealing unlike another: a key pair and a salt of its own. */
export interface Chance {
  readonly sender: ECDH;
  readonly salt: Buffer;
}

function fresh(): Chance {
  const sender = createECDH('prime256v1');
  sender.generateKeys();
  return { sender, salt: randomBytes(16) };
}

const derive = (secret: Buffer, salt: Buffer, info: string | Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length));

/**
 * Encrypts a message for one browser alone: RFC 8291 (the key) over RFC 8188 (the `aes128gcm` content coding), so
 * that its push service carries what it cannot read. At most some 3,900 bytes.
 */
export function sealPush(message: string, keys: PushKeys, { sender, salt }: Chance = fresh()): Buffer {
  const receiver = Buffer.from(keys.p256dh, 'base64url');
  const senderKey = sender.getPublicKey();
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), receiver, senderKey]);
  const shared = derive(sender.computeSecret(receiver), Buffer.from(keys.auth, 'base64url'), info, 32);
  const contentKey = derive(shared, salt, 'Content-Encoding: aes128gcm\0', 16);
  const nonce = derive(shared, salt, 'Content-Encoding: nonce\0', 12);
  const cipher = createCipheriv('aes-128-gcm', contentKey, nonce);
  const sealed = [cipher.update(message, 'utf8'), cipher.update(LAST), cipher.final(), cipher.getAuthTag()];
  const size = Buffer.alloc(5);
  size.writeUInt32BE(RECORD_SIZE);
  size.writeUInt8(senderKey.length, 4);
  return Buffer.concat([salt, size, senderKey, ...sealed]);
}
