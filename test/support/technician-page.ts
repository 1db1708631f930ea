import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { openPage } from './open-page.ts';
import type { Stack } from './stack.ts';

type Place = { readonly lat: number; readonly lng: number };

/** How long a page on a busy machine may need for what takes a phone a second. */
export const PATIENCE = { timeout: 60_000, interval: 200 };

/** A receiver reports every second; what it settles may take some of its reports. */
export const RECEIVER = { timeout: 120_000, interval: 1000 };

/** A technician's phone in a browser: where it is, what its owner does. */
export async function openTechnician(
  browser: Browser,
  stack: Pick<Stack, 'url'>,
  at: Place | undefined,
  options: BrowserContextOptions = {},
) {
  const opened = await openPage(browser, `${stack.url}/technician`, {
    ...(at && { permissions: ['geolocation'], geolocation: where(at) }),
    ...options,
  });
  return { ...opened, ...phoneOf(opened.page, stack) };
}

/** What its owner does with one tab. */
function phoneOf(page: Page, stack: Pick<Stack, 'url'>) {
  const context = page.context();
  page.setDefaultTimeout(PATIENCE.timeout);
  return {
    page,
    context,
    /** The same page once more in the same browser. */
    async anotherTab() {
      const tab = await context.newPage();
      await tab.goto(`${stack.url}/technician`);
      return phoneOf(tab, stack);
    },
    chooseMember: (name: string, account: string) => chooseMember(page, name, account),
    async signIn(name: string, account: string) {
      await chooseMember(page, name, account);
      await page.locator('.pill').waitFor();
    },
    moveTo: (place: Place) => context.setGeolocation(where(place)),
    /** Looks again and again, and each time the receiver reports anew: of itself an emulated one says nothing twice. */
    standingAt<T>(place: Place, look: () => Promise<T>): () => Promise<T> {
      let reports = 0;
      return async () => {
        await context.setGeolocation(where({ ...place, lat: place.lat + (reports++ % 2) * 2e-6 }));
        return look();
      };
    },
    hold: (verb: string, then: string) => hold(page, verb, then),
    /** The other way to take a step: a tap, and an answer. */
    async tap(verb: string, yes: string) {
      // A button that has only just appeared does not listen yet.
      await untilShown(page, yes, () => page.getByRole('button', { name: verb }).click());
      await page.getByRole('button', { name: yes }).click();
    },
    pill: (words: string | RegExp) => page.locator('.pill').filter({ hasText: words }).waitFor(),
    /** Once the worker has the page, it opens without a signal as well. */
    installed: () => page.waitForFunction(INSTALLED),
    /** When the steps were taken that still wait on the phone. */
    waiting: (): Promise<string[]> => page.evaluate(WAITING),
    /** The page anew, on a phone whose clock is so many minutes ahead; its receiver goes by it. */
    async setClock(minutes: number): Promise<void> {
      await context.addInitScript(`(${SHIFT})(${minutes * 60_000})`);
      await page.reload();
    },
    /** The latitudes of the positions that wait on it. */
    kept: (): Promise<number[]> => page.evaluate(KEPT),
    /** As when the office revokes it, or ninety days are over: what the phone holds is worth nothing any more. */
    async endSession(clientId: string): Promise<void> {
      await fetch(`${stack.url}/_local/sign-in/oauth2/revoke`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: clientId, token: await page.evaluate<string>(AGE_SESSION) }),
      });
    },
  };
}

const INSTALLED = 'navigator.serviceWorker.ready.then(() => !!navigator.serviceWorker.controller)';

const OPEN_STORE = `
  const answered = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const openStore = async (wanted, store) => {
    const { name } = (await indexedDB.databases()).find(({ name }) => name.endsWith(wanted));
    const database = await answered(indexedDB.open(name));
    return database.transaction(store, 'readwrite').objectStore(store);
  };`;

const WAITING = `(async () => { ${OPEN_STORE}
  return (await answered((await openStore('-marcus', 'steps')).getAll())).map(({ at }) => at);
})()`;

const SHIFT = `(ms) => {
  const Real = Date;
  const now = () => Real.now() + ms;
  globalThis.Date = class extends Real {
    static now = now;
    constructor(...of) { super(...(of.length > 0 ? of : [now()])); }
  };
  for (const name of ['watchPosition', 'getCurrentPosition']) {
    const ask = navigator.geolocation[name].bind(navigator.geolocation);
    navigator.geolocation[name] = (heard, ...more) =>
      ask(({ coords, timestamp }) => heard({ coords, timestamp: timestamp + ms }), ...more);
  }
}`;

const KEPT = `(async () => { ${OPEN_STORE}
  return (await answered((await openStore('-marcus', 'fixes')).getAll())).map(({ lat }) => lat);
})()`;

const AGE_SESSION = `(async () => { ${OPEN_STORE}
  const facts = await openStore('-sign-in', 'facts');
  const session = await answered(facts.get('session'));
  await answered(facts.put({ ...session, until: 0 }, 'session'));
  return session.refreshToken;
})()`;

const where = ({ lat, lng }: Place) => ({ latitude: lat, longitude: lng, accuracy: 6 });

async function chooseMember(page: Page, name: string, account: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: new RegExp(`${name}.*, ${account}$`) }).click();
}

/** Presses, and lets go when something has come of it. */
async function hold(page: Page, verb: string, then: string): Promise<void> {
  const button = page.getByRole('button', { name: verb });
  await button.waitFor();
  await untilShown(page, then, async () => {
    await button.hover();
    await page.mouse.down();
  });
  await page.mouse.up();
}

/** Does it again until there is to see what it leads to. */
async function untilShown(page: Page, text: string, act: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries++) {
    await act();
    const seen = await page
      .getByText(text)
      .waitFor({ timeout: 3000 })
      .then(
        () => true,
        () => false,
      );
    if (seen) return;
    await page.mouse.up();
    if (tries > 20) throw new Error(`"${text}" never came.`);
  }
}
