/** The part of a worker's world that is used here; the types of pages and workers do not go together. */
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Pushed extends Waiting {
  readonly data: { json(): Shown } | null;
}
interface Tapped extends Waiting {
  readonly notification: Notification;
}
interface Page {
  readonly url: string;
  focus(): Promise<unknown>;
}
interface Worker {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(wanted: object): Promise<readonly Page[]>;
    openWindow(url: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(name: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(
    name: 'message',
    listener: (event: Waiting & { data: unknown; source: Page }) => void,
  ): void;
  addEventListener(name: 'push', listener: (event: Pushed) => void): void;
  addEventListener(name: 'notificationclick', listener: (event: Tapped) => void): void;
}

/** What a push message holds. */
interface Shown {
  readonly title: string;
  readonly body: string;
  readonly url: string;
}

const worker = self as unknown as Worker;
const PAGES = 'pages';
/** No link lives longer after anything could have been seen under it. */
const FORGET_AFTER_MS = 30 * 24 * 60 * 60 * 1000;

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const isPage = request.mode === 'navigate' && linkIn(request.url) !== undefined;
  if (isPage && request.method === 'GET') event.respondWith(show(request));
});

/** A page asks to be remembered as it is now; it was there before this worker, or has changed since. */
worker.addEventListener('message', (event) => {
  const link = linkIn(event.source.url);
  if (event.data === 'remember' && link) {
    event.waitUntil(fetch(link, { cache: 'no-store' }).then((answer) => keep(link, answer)));
  }
});

worker.addEventListener('push', (event) => {
  const { title, body, url } = event.data?.json() ?? { title: '', body: '', url: '' };
  // With the same tag a repeated message takes the place of the first one, in silence.
  if (title) event.waitUntil(worker.registration.showNotification(title, { body, tag: url, data: url }));
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(reveal(String(event.notification.data)));
});

async function reveal(url: string): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const opened = pages.find((page) => linkIn(page.url) === linkIn(url));
  await (opened ? opened.focus() : worker.clients.openWindow(url));
}

/** The path of a link's own page, and nothing below it. */
function linkIn(url: string): string | undefined {
  const { pathname } = new URL(url);
  return /^\/t\/[^/]+$/.test(pathname) ? pathname : undefined;
}

/** The page as it is, or else as it last was, marked as old. */
async function show(request: Request): Promise<Response> {
  const link = linkIn(request.url) ?? '';
  try {
    const answer = await fetch(request);
    await keep(link, answer.clone()).catch(() => {});
    return answer;
  } catch {
    const pages = await caches.open(PAGES);
    const old = await pages.match(link);
    return old ? asOld(old) : Response.error();
  }
}

/** Keeps a page that is there, forgets one that leads nowhere any more, and all that are too old. */
async function keep(link: string, answer: Response): Promise<void> {
  const pages = await caches.open(PAGES);
  if (answer.ok) await pages.put(link, answer);
  if (answer.status === 404) await pages.delete(link);
  for (const request of await pages.keys()) {
    const known = await pages.match(request);
    const date = Date.parse(known?.headers.get('date') ?? '');
    if (!(Date.now() - date < FORGET_AFTER_MS)) await pages.delete(request);
  }
}

/** The note with the time the page was made at is in it from the beginning, hidden. */
async function asOld(page: Response): Promise<Response> {
  const markup = (await page.text()).replace('id="offline" hidden', 'id="offline"');
  const headers = new Headers(page.headers);
  headers.delete('content-encoding');
  headers.delete('content-length');
  return new Response(markup, { headers });
}
