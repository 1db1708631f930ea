import { createHmac } from 'node:crypto';
import { sha256 } from '../kernel/ids.ts';
import { publicOrigin } from '../kernel/public-origin.ts';
import type { Visit } from './visit.ts';

const TOKEN_LENGTH = 22;

/**
 * The token of a visit's link: 132 bits of an HMAC, so it cannot be guessed and need not be stored.
 * @param generation raised with every new link; older tokens then lead nowhere
 */
export const linkToken = (secret: string, visitId: string, generation: number): string =>
  createHmac('sha256', secret).update(`${visitId}|${generation}`).digest('base64url').slice(0, TOKEN_LENGTH);

/** The key a link's item is stored under: whoever reads the table still has no link. */
export const linkHash = (token: string): string => sha256(token);

/** The public address of a token. */
export function linkUrl(token: string): string {
  const origin = publicOrigin();
  return `${origin}/t/${token}`;
}

/** A visit's link as staff get it: its token is made again from the secret, for it is stored nowhere. */
export function toLinkBody(visit: Visit, secret: string) {
  const token = linkToken(secret, visit.visitId, visit.link.generation);
  return { url: linkUrl(token), token, expiresAt: visit.link.expiresAt };
}
