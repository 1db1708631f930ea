interface Watched {
  readonly onPermission: (state: PermissionState) => void;
  /** The page is in sight again, or for the first time there is a signal. */
  readonly onBack: () => void;
  /** It is out of sight, and may be gone in a moment. */
  readonly onLeaving: () => void;
  /** It goes: what is not begun within this turn may never be. */
  readonly onGone: () => void;
  readonly onHidden: (ms: number) => void;
  readonly onOffline: () => void;
}

/** What the browser says of the page: whether it is in sight, has a signal, and may know where it is. */
export async function watchPage({ onPermission, onBack, onLeaving, onGone, onHidden, onOffline }: Watched) {
  let hiddenAt: number | undefined;
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      hiddenAt = Date.now();
      return onLeaving();
    }
    if (hiddenAt !== undefined) onHidden(Date.now() - hiddenAt);
    onBack();
  });
  // Its worker has shown something: there is news.
  navigator.serviceWorker?.addEventListener('message', onBack);
  window.addEventListener('pagehide', onGone);
  window.addEventListener('online', onBack);
  window.addEventListener('offline', onOffline);
  const asked = await navigator.permissions?.query({ name: 'geolocation' }).catch(() => undefined);
  if (!asked) return;
  const tell = () => onPermission(asked.state);
  asked.addEventListener('change', tell);
  tell();
}
