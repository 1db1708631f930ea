import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { pageReply } from '../functions/runtime/page-reply.ts';
import { wordsOf } from '../shared/public/language/languages.ts';
import { statusPage } from '../shared/public/page/page.ts';
import { notFoundPage } from '../shared/public/page/plain-pages.ts';
import { launchBrowser, WEBGL } from '../test/support/browser.ts';
import { documentOf, STORIES, sketchOf, TOLD_AT } from '../test/support/page-stories.ts';
import { pageScript, pageStyle } from './build-page.ts';
import { shootDispatch } from './screenshots-dispatch.ts';
import { shootMails } from './screenshots-mails.ts';
import { shootTechnician } from './screenshots-technician.ts';

/** `npm run screenshots`: all three pages in every state, and the mails, light and dark. Names after it take those alone. */
const FOLDER = fileURLToPath(new URL('../docs/screenshots', import.meta.url));
const only = process.argv[2]?.split(',');

const looks = { style: await pageStyle(), script: await pageScript('en') };
const server = createServer((incoming, outgoing) => {
  void answer(incoming.url ?? '').then(({ statusCode = 200, headers = {}, body = '' }) => {
    outgoing.writeHead(statusCode, headers as Record<string, string>);
    outgoing.end(Buffer.from(body, 'base64'));
  });
});

async function answer(url: string) {
  const [, , story = '', part] = url.split('/');
  if (part === 'status') return { body: btoa(JSON.stringify(documentOf(story))) };
  const asked = { method: 'GET', acceptEncoding: undefined };
  if (!(story in STORIES)) return pageReply(404, notFoundPage('en', looks), asked);
  // Nobody moves on a picture.
  const { live: _, ...document } = documentOf(story);
  const place = { language: 'en', timeZone: 'America/Los_Angeles' } as const;
  const told = {
    document,
    words: wordsOf('en'),
    place,
    now: TOLD_AT,
    sketch: await sketchOf(story),
    token: story,
    retentionHours: 24,
    closesAt: document.status === 'completed' ? '2026-11-21T17:02:00.000Z' : '2026-11-27T18:00:00.000Z',
    ...(document.status === 'completed' && { job: 'Furnace tune-up' }),
  };
  return pageReply(200, statusPage(told, looks), asked);
}

mkdirSync(FOLDER, { recursive: true });
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
const browser = await launchBrowser(WEBGL);
const stories = [...Object.keys(STORIES), 'not-found'].filter((story) => !only || only.includes(story));
for (const colorScheme of ['light', 'dark'] as const) {
  const size = { width: 390, height: 844 };
  const context = await browser.newContext({
    viewport: size,
    colorScheme,
    deviceScaleFactor: 2,
    reducedMotion: 'reduce',
  });
  for (const story of stories) {
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && console.error(story, message.text()));
    page.on('pageerror', (error) => console.error(story, error.message));
    await page.goto(`http://127.0.0.1:${port}/t/${story}`);
    await page.waitForTimeout(150);
    await page.screenshot({ path: `${FOLDER}/${story}-${colorScheme}.png` });
    await page.close();
  }
  await context.close();
}
const ofTechnician = await shootTechnician(browser, FOLDER, only);
const ofDispatch = await shootDispatch(browser, FOLDER, only);
const ofMails = await shootMails(browser, FOLDER, only);
await browser.close();
server.close();
const taken = 2 * stories.length + ofTechnician + ofDispatch + ofMails;
console.log(`${taken} screenshots in docs/screenshots`);
