import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Locator, Page } from '@playwright/test';
import { MAPS_PATH, serveMap } from '../local/town/tiles/serve-map.ts';
import { createTownTiles } from '../local/town/tiles/town-tiles.ts';
import {
  crewAt,
  DISPATCH_STORIES,
  type DispatchStory,
  OF_VISIT,
  STORY_ADDRESSES,
  STORY_CUSTOMERS,
  STORY_DAY,
  STORY_EVENTS,
  STORY_PLAN,
  STORY_TEAM,
  STORY_VISITED,
  vehiclesAt,
} from '../test/support/dispatch-stories.ts';
import { sketchOf } from '../test/support/page-stories.ts';
import { answerReport, REPORT_STORIES } from '../test/support/report-stories.ts';
import { answerSettings, SETTINGS_STORIES } from '../test/support/settings-stories.ts';
import { STORY_SETTINGS } from '../test/support/technician-stories.ts';
import { buildDispatch } from './build-dispatch.ts';

const ICON = readFileSync(new URL('../web/dispatch/public/dispatch-icon.svg', import.meta.url));
const NOW = '2026-11-20T18:04:00.000Z';

/** Serves the page and, in the service's place, what a story says of the day. */
export async function serveDispatch(story: () => DispatchStory) {
  const { hashed, page } = await buildDispatch();
  const maps = serveMap({ tiles: createTownTiles(), mayAsk: () => true });
  let mapStyleUrl = '';
  const answer = async (path: string, query: URLSearchParams): Promise<[number, object]> => {
    const { visits = [], alerts = [], now = NOW, enabled = true, settings = STORY_SETTINGS } = story();
    const [, first = '', visitId, part = ''] = path.split('/');
    if (path === '/dispatch-config.json') return [200, { url: '', clientId: 'story' }];
    if (path === '/settings') return [200, { ...settings, enabled }];
    if (path === '/alerts') return [200, { alerts }];
    if (path === '/technicians/positions')
      return [200, { technicians: crewAt(Date.parse(now)), ...(query.has('map') && { mapStyleUrl }) }];
    if (path === '/vehicles') return [200, { vehicles: vehiclesAt(Date.parse(now)) }];
    if (path === '/team/members') return [200, { members: story().team ?? STORY_TEAM }];
    if (path === '/events')
      return [200, { events: visits.length > 0 && query.get('day') === STORY_DAY ? STORY_EVENTS : [] }];
    if (path === '/reports/summary') {
      const report = answerReport(query);
      return report ? [200, report] : [422, { detail: 'Too long ago.' }];
    }
    if (path === '/visits') return [200, { visits: query.get('day') === STORY_DAY ? visits : [] }];
    if (path === '/customers') return [200, { customers: STORY_CUSTOMERS }];
    if (first === 'customers') return [200, { customer: STORY_CUSTOMERS[0], visits: STORY_VISITED }];
    if (path === '/addresses') return [200, { addresses: STORY_ADDRESSES }];
    if (path === '/visits/plan') return [200, STORY_PLAN];
    if (first !== 'visits') return [404, {}];
    if (part === 'map') return [200, { streets: await sketchOf('live') }];
    if (part in OF_VISIT) return [200, OF_VISIT[part as keyof typeof OF_VISIT]];
    const found = visits.find((visit) => (visit as { visitId: string }).visitId === visitId);
    return found ? [200, { visit: found }] : [404, {}];
  };
  const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };
  const reply = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { url = '/' } = incoming;
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    if (pathname.startsWith(MAPS_PATH)) return maps(incoming, outgoing);
    if (pathname === '/dispatch') return outgoing.setHeader('content-type', 'text/html').end(page);
    if (pathname === '/dispatch-icon.svg')
      return outgoing.setHeader('content-type', 'image/svg+xml').end(ICON);
    const file = hashed[pathname];
    if (file)
      return outgoing.setHeader('content-type', types[pathname.split('.').pop() ?? ''] ?? '').end(file);
    const asked = Buffer.concat(await incoming.toArray()).toString();
    const ofSettings = answerSettings(pathname, asked, story().settings ?? STORY_SETTINGS);
    const [status, body] = ofSettings ? [200, ofSettings] : await answer(pathname, searchParams);
    return outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const server = createServer((incoming, outgoing) => void reply(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  mapStyleUrl = `${origin}${MAPS_PATH}/v2/styles/Standard/descriptor?key=story`;
  return {
    url: `${origin}/dispatch`,
    stop: () => server.close(),
  };
}

/** Takes a picture of every story, light and dark. */
export async function shootDispatch(
  browser: Browser,
  folder: string,
  only?: readonly string[],
): Promise<number> {
  let story: DispatchStory = {};
  const { url, stop } = await serveDispatch(() => story);
  const stories = { ...DISPATCH_STORIES, ...SETTINGS_STORIES, ...REPORT_STORIES };
  const names = Object.keys(stories).filter((name) => !only || only.includes(`dispatch-${name}`));
  for (const name of names) {
    story = stories[name] ?? story;
    const { width = 1440, height = 900 } = story;
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        reducedMotion: 'reduce',
        timezoneId: 'America/Los_Angeles',
        locale: story.language === 'es' ? 'es-US' : 'en-US',
      });
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(name, error.message));
      // That nothing is told live here is no news.
      page.on(
        'console',
        (said) => said.type() === 'error' && !said.text().includes('404') && console.error(name, said.text()),
      );
      await open(page, url, story);
      await page.screenshot({ path: `${folder}/dispatch-${name}-${colorScheme}.png` });
      await context.close();
    }
  }
  stop();
  return 2 * names.length;
}

/** Opens the page as somebody who has signed in before. */
export async function signInAs(page: Page, url: string, story: DispatchStory): Promise<void> {
  await page.goto(url + (story.hash ?? ''));
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.evaluate(`(${KEEP})(${JSON.stringify(sessionOf(story))})`);
  if (story.dense)
    await page.evaluate(`localStorage.setItem('dispatch-choices', '{"density":"dense","singleKeys":true}')`);
  if (story.draft) await page.evaluate(keepDraft(story.draft));
  await page.reload();
}

const keepDraft = (draft: object): string =>
  `sessionStorage.setItem('dispatch-draft-booking-sam', ${JSON.stringify(JSON.stringify(draft))})`;

async function open(page: Page, url: string, story: DispatchStory): Promise<void> {
  await page.clock.setFixedTime(new Date(story.now ?? NOW));
  if (story.signedOut) await page.goto(url + (story.hash ?? ''));
  else await signInAs(page, url, story);
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(400);
  const { drags, presses, types, fills, last = [], clicks = [], file, picks, lassoes } = story;
  if (story.hash?.startsWith('#/map/')) await page.locator('.crew-map[data-drawn]').waitFor();
  if (file !== undefined)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'jobs.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  for (const name of clicks) await page.getByRole('button', { name }).first().click();
  if (fills) await page.locator(`[data-field="${fills.field}"]`).fill(fills.text);
  if (types) await page.getByRole('searchbox').fill(types);
  if (picks) {
    await page.locator('.crew-lists button').last().click();
    for (const name of picks)
      await page.locator('.stop-line').filter({ hasText: name }).locator('input').check();
  }
  if (lassoes) await lasso(page);
  if (drags) {
    const box = await boxOf(blockOf(page, drags.name));
    const row = await boxOf(page.locator(`[data-row="${drags.to}"]`));
    await page.mouse.move(box.x + 60, box.y + 14);
    await page.mouse.down();
    await page.mouse.move(box.x + 64, box.y + 30, { steps: 3 });
    await page.mouse.move(box.x + 72 + (drags.by ?? 0), row.y + 36, { steps: 6 });
  }
  if (presses) {
    await blockOf(page, presses.name).focus();
    for (const key of presses.keys) await page.keyboard.press(key);
  }
  if (story.opens) await blockOf(page, story.opens).click();
  for (const key of last) await page.locator('.booking, .frame').last().press(key);
  await page.waitForTimeout(600);
}

/** A round around the middle of the map. */
async function lasso(page: Page): Promise<void> {
  const { x, y, width, height } = await boxOf(page.locator('.crew-map'));
  const spot = (turn: number) =>
    [x + width * (0.5 + 0.2 * Math.cos(turn)), y + height * (0.45 + 0.25 * Math.sin(turn))] as const;
  await page.mouse.move(...spot(0));
  await page.mouse.down();
  for (let turn = 0.2; turn < 6.2; turn += 0.2) await page.mouse.move(...spot(turn));
  await page.mouse.up();
}

const blockOf = (page: Page, name: string): Locator =>
  page.getByRole('gridcell', { name: new RegExp(`^${name}`) }).first();

async function boxOf(element: Locator) {
  const box = await element.boundingBox();
  if (!box) throw new Error('It is not to be seen.');
  return box;
}

const sessionOf = ({ role = 'dispatcher', now = NOW }: DispatchStory) => ({
  me: { memberId: 'sam', name: role === 'technician' ? 'Marcus Bell' : 'Sam Ortiz', role },
  idToken: 'story',
  refreshToken: 'story',
  until: Math.max(Date.now(), Date.parse(now)) + 3_600_000,
});

/** Somebody has signed in. */
const KEEP = `async (session) => {
  const request = indexedDB.open('dispatch-sign-in', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('kept');
  await new Promise((resolve) => { request.onsuccess = resolve; });
  const transaction = request.result.transaction('kept', 'readwrite');
  transaction.objectStore('kept').put(session, 'session');
  await new Promise((resolve) => { transaction.oncomplete = resolve; });
  request.result.close();
}`;
