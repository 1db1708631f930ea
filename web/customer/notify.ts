/** What came of asking to be notified. */
export type Outcome = 'on' | 'denied' | 'failed';

const link = (): string => location.pathname;

/**
 * Asks whether this browser may notify, subscribes it, and tells the service. To be called from a tap: the question
 * is only asked then.
 */
export async function subscribe(): Promise<Outcome> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  try {
    const [{ pushManager }, key] = await Promise.all([navigator.serviceWorker.ready, serverKey()]);
    const subscription = await subscribeWith(pushManager, key);
    const answer = await put('/push', subscription.toJSON());
    return answer.ok ? 'on' : 'failed';
  } catch {
    return 'failed';
  }
}

async function serverKey(): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(`${link()}/push`, { cache: 'no-store' });
  const { applicationServerKey } = await answer.json();
  const base64 = String(applicationServerKey).replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** A subscription made with another key is of no use: it goes first. */
async function subscribeWith(manager: PushManager, key: Uint8Array<ArrayBuffer>): Promise<PushSubscription> {
  const options = { userVisibleOnly: true, applicationServerKey: key };
  try {
    return await manager.subscribe(options);
  } catch (error) {
    const former = await manager.getSubscription();
    if (!former) throw error;
    await former.unsubscribe();
    return manager.subscribe(options);
  }
}

/** Stores what the form says. @returns whether it was taken */
export async function savePreferences(form: HTMLFormElement): Promise<boolean> {
  const fields = new FormData(form);
  const quiet = fields.has('quiet');
  const answer = await put('/preferences', {
    sms: fields.has('sms'),
    push: fields.has('push'),
    quietHours: quiet ? { start: fields.get('start'), end: fields.get('end') } : null,
  }).catch(() => undefined);
  return answer?.ok ?? false;
}

const put = (path: string, body: unknown): Promise<Response> =>
  fetch(link() + path, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
