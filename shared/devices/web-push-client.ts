import { HOUR, SECOND } from '../kernel/time.ts';
import type { WebReach } from './device.ts';
import type { Notification, PushAnswer } from './push-answer.ts';
import { pushKeys } from './push-secret-client.ts';
import { sealPush } from './seal-push.ts';
import { authorization, type SenderKeys } from './vapid.ts';

const ANSWER_WITHIN = 3 * SECOND;
/** An arrival is no news any more after this long. */
const KEEP_FOR = HOUR;
/** The request never left: nobody was there to take it. */
const NEVER_LEFT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

/** Hands one message to a device's push service, once, for the device alone to read. Never throws. */
export async function pushToBrowser(
  device: WebReach,
  notification: Notification,
  now: number,
): Promise<PushAnswer> {
  const deadline = AbortSignal.timeout(ANSWER_WITHIN);
  let request: RequestInit;
  try {
    const keys = await Promise.race([pushKeys(), passed(deadline)]);
    request = { ...requestFor(device, notification, keys, now), signal: deadline };
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

/** Never answers; throws once the time is over. */
const passed = (deadline: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    deadline.addEventListener('abort', () => reject(deadline.reason), { once: true });
  });

function requestFor(
  device: WebReach,
  { topic, ...shown }: Notification,
  keys: SenderKeys,
  now: number,
): RequestInit {
  const { origin } = new URL(shown.url);
  return {
    method: 'POST',
    headers: {
      authorization: authorization(device.pushToken, origin, keys, now),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      topic,
      ttl: String(KEEP_FOR / SECOND),
      urgency: 'high',
    },
    body: new Uint8Array(sealPush(JSON.stringify({ ...shown, topic }), device.keys)),
    // The address came from a stranger: it may not send us on to another one.
    redirect: 'manual',
  };
}

/** What went wrong, by the system's own name for it; never the address. */
function nameOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.name : 'Error';
}
