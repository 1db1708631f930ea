import { byId } from './elements.ts';

/**
 * What the page can do beyond showing: be an app, be there offline, notify, take preferences. Only what every visit
 * needs is here; the rest is fetched when it is used.
 */
export function startPush(): void {
  const path = location.pathname;
  const { serviceWorker } = navigator;

  /** In a tab on iOS, where it was refused for good, and where it is on already, there is no offer. */
  const offer = () => {
    byId('preferences')?.removeAttribute('hidden');
    byId('share')?.toggleAttribute('hidden', !(navigator.share ?? navigator.clipboard));
    if (serviceWorker && 'PushManager' in window && Notification.permission !== 'denied')
      byId('ping')?.toggleAttribute('hidden', path in localStorage);
  };
  let ticks = 0;
  const timer = setInterval(() => {
    ticks = document.hidden ? 0 : ticks + 1;
    if (ticks < 3) return;
    // A second in sight. Whether it counts as a view is decided elsewhere.
    clearInterval(timer);
    navigator.sendBeacon(`${path}/seen`);
    document.head.insertAdjacentHTML('beforeend', `<link rel=manifest href=${path}/manifest.webmanifest>`);
    serviceWorker?.register('/sw.js', { scope: '/t/' }).catch(() => {});
  }, 500);

  document.addEventListener('click', ({ target }) => {
    const used = (target as Element).closest('#notify,#preferences,#share');
    const address = '/notify.js';
    if (used) void import(address).then(({ use }: typeof import('./notify.ts')) => use(used));
  });
  // What is shown may have been kept from before: when there is more to know, the page comes anew.
  window.addEventListener(
    'online',
    () => document.querySelector('#offline:not([hidden])') && location.reload(),
  );
  document.addEventListener('drawn', offer);
  offer();
}
