import { linkToken, linkUrl } from './link-token.ts';
import type { Visit } from './visit.ts';

/** A visit's link as staff get it: its token is made again from the secret, for it is stored nowhere. */
export function toLinkBody(visit: Visit, secret: string) {
  const token = linkToken(secret, visit.visitId, visit.link.generation);
  return { url: linkUrl(token), token, expiresAt: visit.link.expiresAt };
}
