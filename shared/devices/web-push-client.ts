import { HOUR, SECOND } from '../kernel/time.ts';
import type { Device } from './device.ts';
import { pushKeys } from './push-secret-client.ts';
import { sealPush } from './seal-push.ts';
import { authorization } from './vapid.ts';

/** What is shown on the device; its service worker reads it. */
export interface Notification {
  readonly title: string;
  readonly body: string;
  /** What a tap opens. */
  readonly url: string;
}

/** What a push service said. `gone`: never again; `silence`: nothing, so the message may have been taken. */
export type PushAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'silence'; readonly reason: string };

const ANSWER_WITHIN = 3 * SECOND;
/** An arrival is no news any more after this long. */
const KEEP_FOR = HOUR;
/** The request never left: nobody was there to take it. */
const NEVER_LEFT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

/** Hands one message to a device's push service, once, for the device alone to read. Never throws. */
export async function pushTo(device: Device, notification: Notification, now: number): Promise<PushAnswer> {
  let request: RequestInit;
  try {
    request = await requestFor(device, notification, now);
  } catch (error) {
    return { kind: 'refused', reason: nameOf(error) };
  }
  try {
    const { status, body } = await fetch(device.pushToken, request);
    await body?.cancel().catch(() => undefined);
    if (status >= 200 && status < 300) return { kind: 'accepted' };
    if (status === 404 || status === 410) return { kind: 'gone' };
    return { kind: 'refused', reason: `push service answered ${status}` };
  } catch (error) {
    const reason = nameOf(error);
    return { kind: NEVER_LEFT.includes(reason) ? 'refused' : 'silence', reason };
  }
}

async function requestFor(device: Device, notification: Notification, now: number): Promise<RequestInit> {
  const { origin } = new URL(notification.url);
  return {
    method: 'POST',
    headers: {
      authorization: authorization(device.pushToken, origin, await pushKeys(), now),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      ttl: String(KEEP_FOR / SECOND),
      urgency: 'high',
    },
    body: new Uint8Array(sealPush(JSON.stringify(notification), device.keys)),
    // The address came from a stranger: it may not send us on to another one.
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWER_WITHIN),
  };
}

/** What went wrong, by the system's own name for it; never the address. */
function nameOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.name : 'Error';
}
