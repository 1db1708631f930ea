type Notify = typeof import('./notify.ts');

const byId = (id: string): HTMLElement | null => document.getElementById(id);
const remembered = (): string => `notify ${location.pathname}`;

let started = false;

/**
 * What the page can do beyond showing: be an app, be there offline, notify, take preferences. Once for the page;
 * to be called again after its markup was replaced. All but the offer itself is fetched when it is used.
 */
export function startPush(): void {
  offer();
  if (started) return;
  started = true;
  beAnApp();
  countView();
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('#notify') : null;
    if (button instanceof HTMLButtonElement) void notify(button);
  });
  document.addEventListener('change', ({ target }) => {
    const form = target instanceof Element ? target.closest('form') : null;
    if (form?.id === 'wishes') void save(form);
  });
}

/** Shows what this browser can do: in a tab on iOS, or where it was refused for good, there is no offer. */
function offer(): void {
  byId('preferences')?.removeAttribute('hidden');
  const able = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  const row = byId('ping');
  if (!row || !able || Notification.permission === 'denied') return;
  row.hidden = false;
  const isOn = Notification.permission === 'granted' && localStorage.getItem(remembered());
  if (isOn) say(byId('notify'), 'on');
}

async function notify(button: HTMLButtonElement): Promise<void> {
  button.disabled = true;
  const { subscribe } = await later();
  const outcome = await subscribe();
  if (outcome === 'on') localStorage.setItem(remembered(), '1');
  button.disabled = outcome !== 'failed';
  say(button, outcome);
}

/** The button holds what it says afterwards, in the page's language. */
function say(button: HTMLElement | null, outcome: 'on' | 'denied' | 'failed'): void {
  const text = button?.dataset[outcome];
  if (!button || !text) return;
  button.textContent = text;
  if (outcome === 'on' && button instanceof HTMLButtonElement) button.disabled = true;
}

async function save(form: HTMLFormElement): Promise<void> {
  const { savePreferences } = await later();
  const note = form.querySelector('[role=status]');
  const saved = await savePreferences(form);
  if (note) note.textContent = form.dataset[saved ? 'saved' : 'failed'] ?? '';
}

/** Not part of the page's own script: most who look never need it. */
function later(): Promise<Notify> {
  const address = '/notify.js';
  return import(address);
}

function beAnApp(): void {
  const manifest = document.createElement('link');
  manifest.rel = 'manifest';
  manifest.href = `${location.pathname}/manifest.webmanifest`;
  document.head.append(manifest);
  if (!('serviceWorker' in navigator)) return;
  const remember = () => navigator.serviceWorker.ready.then(({ active }) => active?.postMessage('remember'));
  navigator.serviceWorker.register('/sw.js', { scope: '/t/' }).then(remember, () => {});
  addEventListener('remember', () => void remember());
  // What is shown was kept from before: as soon as there is more to know, the page is fetched anew.
  addEventListener('online', () => byId('offline')?.hidden === false && location.reload());
}

/** Told once, after the page was in sight for a second; whether it counts is decided elsewhere. */
function countView(): void {
  let timer = 0;
  const look = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = window.setTimeout(tell, 1000);
  };
  const tell = () => {
    document.removeEventListener('visibilitychange', look);
    navigator.sendBeacon(`${location.pathname}/seen`);
  };
  document.addEventListener('visibilitychange', look);
  look();
}
