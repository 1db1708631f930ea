export {};

/** The part of a worker's world that is used here; the types of pages and workers do not go together. */
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Installing extends Waiting {
  /** Not in every browser yet (Static Routing API of service workers). */
  addRoutes?(rule: { condition: { requestMethod: string }; source: 'network' }): Promise<void>;
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
  postMessage(message: unknown): void;
}
interface Worker {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(wanted: object): Promise<readonly Page[]>;
    openWindow(url: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install', listener: (event: Installing) => void): void;
  addEventListener(name: 'activate', listener: (event: Waiting) => void): void;
  addEventListener(name: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(name: 'push', listener: (event: Pushed) => void): void;
  addEventListener(name: 'notificationclick', listener: (event: Tapped) => void): void;
}

/** What a push message holds; the same topic again takes the place of the one before. */
interface Shown {
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly topic: string;
}

/** What the page is made of; the build puts the names in. */
declare const SHELL: readonly string[];

const worker = self as unknown as Worker;
/** What is hashed never changes, so that the names are the version. */
const CACHE = `technician ${SHELL.join(' ')}`;
const PAGE = '/technician';
/** With a bar of signal an answer may take minutes: what is kept opens sooner. */
const PATIENCE_MS = 3000;

/** What a page posts when it closes is lost with the page where it has to pass here first. */
const POSTS_GO_BY = { condition: { requestMethod: 'POST' }, source: 'network' } as const;

worker.addEventListener('install', (event) => {
  if (event.addRoutes) event.waitUntil(event.addRoutes(POSTS_GO_BY));
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([...SHELL]))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith('technician ') && name !== CACHE)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => worker.clients.claim()),
  ),
);

/** The shell, so that the page opens without a signal; what the page asks of the API goes by. */
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || !SHELL.includes(pathname)) return;
  event.respondWith(
    pathname.startsWith('/assets/') ? fromCache(pathname, request) : fresh(pathname, request),
  );
});

worker.addEventListener('push', (event) => {
  const shown = event.data?.json();
  if (shown) event.waitUntil(Promise.all([show(shown), tellPages()]));
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(reveal(String(event.notification.data)));
});

const show = ({ title, body, url, topic }: Shown): Promise<void> =>
  worker.registration.showNotification(title, { body, tag: topic, data: url });

const pages = async (): Promise<readonly Page[]> =>
  (await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })).filter(
    ({ url }) => new URL(url).pathname === PAGE,
  );

/** Those that are open read their day anew. */
async function tellPages(): Promise<void> {
  for (const page of await pages()) page.postMessage('news');
}

async function reveal(url: string): Promise<void> {
  const [open] = await pages();
  await (open ? open.focus() : worker.clients.openWindow(url));
}

async function fromCache(pathname: string, request: Request): Promise<Response> {
  return (await kept(pathname)) ?? fetch(request);
}

/** As the server has it now, if that comes soon. */
async function fresh(pathname: string, request: Request): Promise<Response> {
  const old = await kept(pathname);
  try {
    const answer = await fetch(
      request.mode === 'navigate' ? PAGE : request,
      old ? { signal: AbortSignal.timeout(PATIENCE_MS) } : {},
    );
    if (answer.ok) await (await caches.open(CACHE)).put(pathname, answer.clone());
    return answer.ok || !old ? answer : old;
  } catch (error) {
    if (old) return old;
    throw error;
  }
}

const kept = async (pathname: string): Promise<Response | undefined> =>
  (await caches.open(CACHE)).match(pathname);
