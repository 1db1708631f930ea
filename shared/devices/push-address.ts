import { createECDH } from 'node:crypto';
import { isIP } from 'node:net';
import { impossible } from '../kernel/problem.ts';
import type { PushKeys } from './device.ts';

/**
 * A stranger tells us where to send to, so it must be a public host by TLS, by its name. On a machine where we
 * ourselves are served without TLS, that very machine may be named too.
 * @param pointer to where it stands in the body
 * @throws Problem 422
 */
export function mustBePushAddress(address: string, pointer = '/endpoint'): void {
  const own = URL.parse(process.env['PUBLIC_ORIGIN'] ?? '');
  const url = URL.parse(address);
  const isOwnMachine = own?.protocol === 'http:' && url?.hostname === own.hostname;
  if (url && (isOwnMachine || isPublic(url))) return;
  throw impossible(pointer, 'must be the https address of a push service');
}

function isPublic({ protocol, hostname, port, username }: URL): boolean {
  const named = hostname.includes('.') && isIP(hostname) === 0 && !hostname.startsWith('[');
  const internal = /(^|\.)(localhost|local|internal)\.?$/.test(hostname);
  return protocol === 'https:' && port === '' && username === '' && named && !internal;
}

/** @throws Problem 422 when nothing could be encrypted for this key */
export function mustBeUsable({ p256dh }: PushKeys): void {
  const own = createECDH('prime256v1');
  own.generateKeys();
  try {
    own.computeSecret(Buffer.from(p256dh, 'base64url'));
  } catch {
    throw impossible('/keys/p256dh', 'must be a point of the curve P-256');
  }
}
