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
/** Every link is dead a week after its visit; nothing is kept that is older than that. */
const FORGET_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim().then(keepWhatIsOpen)));

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const link = request.method === 'GET' ? linkIn(request.url) : undefined;
  if (link) event.respondWith(show(link, request));
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

/** The pages that were there before this worker. */
async function keepWhatIsOpen(): Promise<void> {
  const open = await worker.clients.matchAll({ type: 'window' });
  const links = open.flatMap(({ url }) => linkIn(url) ?? []);
  await Promise.all(links.map(async (link) => keep(link, await fetch(link, { cache: 'no-store' }))));
}

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

/**
 * The page as it is. Whoever opens it while that cannot be had sees it as it last was, marked as old; a page that is
 * open and wants itself anew does not.
 */
async function show(link: string, request: Request): Promise<Response> {
  try {
    const answer = await fetch(request);
    await keep(link, answer.clone()).catch(() => {});
    return answer;
  } catch {
    const pages = await caches.open(PAGES);
    const old = request.mode === 'navigate' && (await pages.match(link));
    return old && isFresh(old) ? asOld(old) : Response.error();
  }
}

/** Keeps a page that is there, forgets one that leads nowhere any more, and all that are too old. */
async function keep(link: string, answer: Response): Promise<void> {
  const pages = await caches.open(PAGES);
  if (answer.ok) await pages.put(link, answer);
  if (answer.status === 404) await pages.delete(link);
  for (const request of await pages.keys()) {
    if (!isFresh(await pages.match(request))) await pages.delete(request);
  }
}

const isFresh = (page: Response | undefined): boolean =>
  Date.now() - Date.parse(page?.headers.get('date') ?? '') < FORGET_AFTER_MS;

/** The note with the time the page was made at is in it from the beginning, hidden. */
async function asOld(page: Response): Promise<Response> {
  const markup = (await page.text()).replace('id="offline" hidden', 'id="offline"');
  const headers = new Headers(page.headers);
  headers.delete('content-encoding');
  headers.delete('content-length');
  return new Response(markup, { headers });
}
