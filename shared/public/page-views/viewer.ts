import { createHash } from 'node:crypto';

type Headers = Readonly<Record<string, string | undefined>>;

/** What calls itself a program. One that does not is caught by having to run the script and stay for a second. */
const PROGRAM =
  /bot\b|bot\/|crawl|spider|slurp|preview|scan|facebookexternalhit|whatsapp|telegram|skype|curl|wget|python|java\/|okhttp|go-http|lighthouse/i;

/** True for a browser that shows the page to somebody, as far as its request can tell. */
export function isViewing(headers: Headers): boolean {
  const agent = headers['user-agent'] ?? '';
  const purpose = `${headers['sec-purpose'] ?? ''} ${headers['purpose'] ?? ''} ${headers['x-moz'] ?? ''}`;
  return agent !== '' && !PROGRAM.test(agent) && !/prefetch|prerender|preview/i.test(purpose);
}

/**
 * A viewer for a day: the same browser at the same address gets the same name, which means nothing to anybody
 * without the day's salt, and nothing to us once that is gone.
 */
export const viewerOf = (salt: string, address: string, agent: string): string =>
  createHash('sha256').update(`${salt}\n${address}\n${agent}`).digest('base64url').slice(0, 16);

/**
 * The address a request came from. Each on the way appends whom it heard: the distribution the viewer, the gateway
 * the distribution. What stands before these two is the viewer's own claim.
 */
export function addressOf(forwardedFor: string | undefined, sourceIp: string): string {
  const heard = (forwardedFor ?? '').split(',').map((one) => one.trim());
  return heard.at(-2) || sourceIp;
}
