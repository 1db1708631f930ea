import { subscribeWith } from '../push/subscribe.ts';

/** What came of asking to be notified; the button holds a text for each. */
type Outcome = 'on' | 'denied' | 'failed';

const link = (): string => location.pathname;

/** Does what a button, or the preferences, were used for. */
export function use(used: Element): void {
  if (used instanceof HTMLButtonElement) void (used.id === 'share' ? share(used) : notify(used));
  const form = used.querySelector('form');
  if (form) form.onchange = () => void save(form);
}

/** The sheet for sharing where there is one, else the clipboard. */
async function share({ dataset }: HTMLButtonElement): Promise<void> {
  const { title } = document;
  const url = location.href;
  if (navigator.share) return navigator.share({ title, url }).catch(() => {});
  await navigator.clipboard.writeText(url);
  const news = document.getElementById('news');
  if (news) news.textContent = dataset['copied'] ?? '';
}

async function notify(button: HTMLButtonElement): Promise<void> {
  button.disabled = true;
  const outcome = await subscribe();
  if (outcome === 'on') localStorage.setItem(link(), 'on');
  button.disabled = outcome !== 'failed';
  button.textContent = button.dataset[outcome] ?? '';
}

async function save(form: HTMLFormElement): Promise<void> {
  const saved = await savePreferences(form);
  const note = form.querySelector('[role=status]');
  if (note) note.textContent = form.dataset[saved ? 'saved' : 'failed'] ?? '';
}

/** Asks whether this browser may notify (only a tap lets us ask), subscribes it, and tells the service. */
async function subscribe(): Promise<Outcome> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  try {
    // The page registers it too, a second after it came: whoever is quicker.
    await navigator.serviceWorker.register('/sw.js', { scope: '/t/' });
    const [{ pushManager }, key] = await Promise.all([navigator.serviceWorker.ready, serverKey()]);
    const subscription = await subscribeWith(pushManager, key);
    const answers = [await put('/push', subscription.toJSON()), await put('/preferences', { push: true })];
    return answers.every(({ ok }) => ok) ? 'on' : 'failed';
  } catch {
    return 'failed';
  }
}

async function serverKey(): Promise<string> {
  const answer = await fetch(`${link()}/push`, { cache: 'no-store' });
  return String((await answer.json()).applicationServerKey);
}

/** Stores what the form says. @returns whether it was taken */
async function savePreferences(form: HTMLFormElement): Promise<boolean> {
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
