export {};

/** The part of a worker's world that is used here; the types of pages and workers do not go together. */
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(name: 'fetch', listener: (event: Fetching) => void): void;
}

/** What the page is made of; the build puts the names in. */
declare const SHELL: readonly string[];

const worker = self as unknown as Worker;
/** What is hashed never changes, so that the names are the version. */
const CACHE = `technician ${SHELL.join(' ')}`;
const PAGE = '/technician';
/** With a bar of signal an answer may take minutes: what is kept opens sooner. */
const PATIENCE_MS = 3000;

worker.addEventListener('install', (event) =>
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([...SHELL]))
      .then(() => worker.skipWaiting()),
  ),
);

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
