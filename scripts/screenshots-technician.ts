import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { documentOf, sketchOf } from '../test/support/page-stories.ts';
import {
  STORY_SETTINGS,
  TECHNICIAN_STORIES,
  type TechnicianStory,
} from '../test/support/technician-stories.ts';
import { buildTechnician } from './build-technician.ts';

const ICON = readFileSync(new URL('../web/technician/public/technician-icon.svg', import.meta.url));
const TODAY = '2026-11-20';

/** Serves the page and, in the service's place, what a story says of the day. */
async function serve(story: () => TechnicianStory) {
  const { hashed, page } = await buildTechnician();
  const map = async () => {
    const { drive } = story();
    return drive ? { route: documentOf(drive).route, streets: await sketchOf(drive) } : {};
  };
  const answer = (
    method: string,
    path: string,
    query: URLSearchParams,
  ): [number, object | Promise<object>] => {
    const { visits, later = [], ask, messages = [], refusal, offline } = story();
    if (path === '/technician-config.json') return [200, { url: '', clientId: 'story' }];
    if (path === '/settings') return [200, STORY_SETTINGS];
    if (path === '/me') return [200, { ...(ask && { ask }), messages }];
    if (offline && method === 'POST') return [503, {}];
    if (path === '/positions') return [202, { accepted: 1, rejected: [] }];
    if (path === '/visits')
      return [200, { visits: query.has('day') && query.get('day') !== TODAY ? later : visits }];
    if (method === 'POST' && refusal) return [409, refusal];
    if (path.endsWith('/map')) return [200, map()];
    const found = visits.find((visit) =>
      path.startsWith(`/visits/${(visit as { visitId: string }).visitId}`),
    );
    return found ? [200, { visit: found }] : [404, {}];
  };
  const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };
  const reply = async ({ method = 'GET', url = '/' }: IncomingMessage, outgoing: ServerResponse) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    if (pathname === '/technician') return outgoing.setHeader('content-type', 'text/html').end(page);
    if (pathname === '/technician-icon.svg')
      return outgoing.setHeader('content-type', 'image/svg+xml').end(ICON);
    const file = hashed[pathname];
    if (file)
      return outgoing.setHeader('content-type', types[pathname.split('.').pop() ?? ''] ?? '').end(file);
    // Who serves has the time of the phone: the stories are not about a clock that is wrong.
    outgoing.setHeader('date', new Date(story().now).toUTCString());
    const [status, body] = answer(method, pathname, searchParams);
    outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(await body));
  };
  const server = createServer((incoming, outgoing) => void reply(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/technician`,
    stop: () => server.close(),
  };
}

/** Takes a picture of every story, light and dark. */
export async function shootTechnician(
  browser: Browser,
  folder: string,
  only?: readonly string[],
): Promise<number> {
  let story: TechnicianStory = { now: '', visits: [] };
  const { url, stop } = await serve(() => story);
  const names = Object.keys(TECHNICIAN_STORIES).filter(
    (name) => !only || only.includes(`technician-${name}`),
  );
  for (const name of names) {
    story = TECHNICIAN_STORIES[name] ?? story;
    const context = await phoneOf(browser, story);
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(name, error.message));
    await open(page, url, story);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/technician-${name}-${colorScheme}.png` });
    }
    await context.close();
  }
  stop();
  return 2 * names.length;
}

async function phoneOf(
  browser: Browser,
  { width = 390, at, permission, battery, locale = 'en-US' }: TechnicianStory,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    deviceScaleFactor: 2,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    locale,
    timezoneId: 'America/Los_Angeles',
    ...(!permission && { permissions: ['geolocation'] }),
    ...(at && { geolocation: { latitude: at.lat, longitude: at.lng, accuracy: at.accuracy ?? 18 } }),
  });
  await context.addInitScript(NOT_ASKED);
  if (permission === 'denied') await context.addInitScript(DENIED);
  if (battery !== undefined) await context.addInitScript(batteryAt(battery));
  return context;
}

/** A browser without a head refuses to notify before anybody asks. */
const NOT_ASKED = `Object.defineProperty(Notification, 'permission', { get: () => 'default' });`;
/** The state of a permission cannot be set to denied from outside. */
const DENIED = `navigator.permissions.query = async () => Object.assign(new EventTarget(), { state: 'denied' });`;
const batteryAt = (level: number) =>
  `navigator.getBattery = async () => Object.assign(new EventTarget(), { level: ${level}, charging: false });`;

async function open(page: Page, url: string, story: TechnicianStory): Promise<void> {
  await page.clock.setFixedTime(new Date(story.now));
  await page.goto(url);
  await page.locator('h1').waitFor();
  if (!story.signedOut) {
    await page.evaluate(`(${KEEP})(${JSON.stringify(kept(story))})`);
    await page.reload();
    await page.locator('.pill').waitFor();
    await page.waitForLoadState('networkidle');
  }
  await page.evaluate('document.fonts.ready');
  // What has just appeared does not listen yet.
  await page.waitForTimeout(1500);
  for (const name of story.taps ?? []) await page.getByRole('button', { name }).first().click();
  if (story.offline || story.refusal) await page.clock.setFixedTime(new Date(Date.parse(story.now) + 6000));
  if (story.holds) {
    await page.getByRole('button', { name: story.holds }).hover();
    await page.mouse.down();
  }
  await page.waitForTimeout(story.holds ? 350 : 6000);
}

/** What the phone holds of a technician who has signed in, database by database. */
const kept = ({ now, choices, offline }: TechnicianStory) => ({
  'technician-sign-in': {
    facts: [
      [
        'session',
        {
          me: { memberId: 'marcus', name: 'Marcus Bell', role: 'technician' },
          idToken: 'story',
          refreshToken: 'story',
          until: Date.parse(now) + 3_600_000,
        },
      ],
    ],
  },
  'technician-marcus': {
    facts: [['choices', choices ?? {}]],
    steps: (offline?.steps ?? []).map((step) => [undefined, step]),
    fixes: Array.from({ length: offline?.positions ?? 0 }, () => [
      undefined,
      { at: now, lat: 0, lng: 0, accuracy: 8 },
    ]),
  },
});

const KEEP = `async (databases) => {
  for (const [name, stores] of Object.entries(databases)) {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('facts');
      for (const store of ['fixes', 'steps']) request.result.createObjectStore(store, { autoIncrement: true });
    };
    await new Promise((resolve) => { request.onsuccess = resolve; });
    for (const [store, rows] of Object.entries(stores)) {
      const transaction = request.result.transaction(store, 'readwrite');
      for (const [key, row] of rows) transaction.objectStore(store).put(row, ...(key ? [key] : []));
      await new Promise((resolve) => { transaction.oncomplete = resolve; });
    }
    request.result.close();
  }
}`;
