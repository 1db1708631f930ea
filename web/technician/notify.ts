import { subscribeWith } from '../push/subscribe.ts';
import type { Tracker } from './tracker-client.ts';

/**
 * Whether this phone takes push messages: it does, could, was told that it may not, or has no way to (`install`: once
 * the page is on its home screen).
 */
export type Notified = 'on' | 'off' | 'denied' | 'install' | 'never';

/** The phone's own part in being told; on anything but a tap nobody is asked. */
export function createNotifying(tracker: Tracker, isApple: boolean) {
  const manager = async () => (await navigator.serviceWorker.ready).pushManager;
  const held = async () => (await navigator.serviceWorker?.getRegistration())?.pushManager?.getSubscription();
  const tell = async (subscription: PushSubscription): Promise<boolean> =>
    (await tracker('PUT', '/me/push', { body: subscription.toJSON() })).status === 200;
  return {
    /** How it stands; who takes them says so again, for another may have signed in here since. */
    async look(): Promise<Notified> {
      if (!navigator.serviceWorker || !('PushManager' in window)) return isApple ? 'install' : 'never';
      if (Notification.permission === 'denied') return 'denied';
      const subscription = await held();
      if (!subscription) return 'off';
      await tell(subscription).catch(() => undefined);
      return 'on';
    },
    /** @throws when the service or the browser does not answer */
    async start(): Promise<Notified> {
      if ((await Notification.requestPermission()) !== 'granted') return 'denied';
      const { body } = await tracker<{ applicationServerKey: string }>('GET', '/me/push');
      const subscription = await subscribeWith(await manager(), body.applicationServerKey);
      return (await tell(subscription)) ? 'on' : 'off';
    },
    /** From the next message on, the service hears from the browser's own that it leads nowhere. */
    async stop(): Promise<Notified> {
      await (await held())?.unsubscribe();
      return 'off';
    },
  };
}
