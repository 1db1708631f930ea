import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page, Route } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Place } from '../../local/town/plane.ts';
import { createTown } from '../../local/town/town.ts';
import { launchBrowser } from '../support/browser.ts';
import { company, southOf } from '../support/company.ts';
import { openPage } from '../support/open-page.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
let browser: Browser;
let firm: Awaited<ReturnType<typeof company>>;
let townFirm: typeof firm;
let drive: { visitId: string; at: (share: number) => Place };
const town = createTown();
const pages: Record<string, string> = {};

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  firm = await company(stack, 'acme');
  townFirm = await company(stack, 'town');
  await tellStories();
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** One visit in each state the page knows. */
async function tellStories() {
  const path = async (visit: Parameters<typeof firm.book>[0], ...steps: [string, object?][]) => {
    const booked = await firm.book(visit);
    for (const [status, more] of steps) {
      const answer = await firm.step(booked.visit.visitId, status, more);
      if (answer.status !== 200) throw new Error(`${status}: ${answer.text}`);
    }
    return { visitId: booked.visit.visitId, url: `/t/${booked.link.token}` };
  };
  pages['pending'] = (await path({})).url;
  pages['unassigned'] = (await path({ technicianIds: [] })).url;
  pages['unverified'] = (await path({ address: { line: 'Nowhere 1, Erewhon' } })).url;
  pages['dispatched'] = (await path({}, ['dispatched'])).url;
  const held = await path({});
  await firm.desk('POST', `/visits/${held.visitId}/hold`, { reason: 'parts missing' });
  pages['hold'] = held.url;
  pages['completed'] = (await path({}, ['en_route'], ['completed'])).url;
  pages['arrived'] = (await path({}, ['en_route'], ['arrived'])).url;
  await firm.report([southOf(3000)]);
  pages['en route'] = (await path({}, ['en_route'])).url;
  await stack.advance(60);
  await firm.report([southOf(2000)]);
  await stack.idle();
  pages['not found'] = `/t/${'A'.repeat(22)}`;
  await driveThroughTown();
}

/** In the generated town there are streets to draw, and a route along them. */
async function driveThroughTown() {
  const start = await townFirm.book({ address: { line: '402 Main St' } });
  const goal = await townFirm.book({ address: { line: '48 Willow Ln' } });
  const [from, to] = [start, goal].map(({ visit }) => (visit as unknown as { address: Place }).address);
  if (!from || !to) throw new Error('the town has moved');
  const route = town.route(from, to);
  await townFirm.report([from]);
  await townFirm.step(goal.visit.visitId, 'en_route');
  drive = {
    visitId: goal.visit.visitId,
    at: (share) => route.places[Math.round(share * (route.places.length - 1))] ?? to,
  };
  await stack.advance(60);
  await townFirm.report([drive.at(0.4)]);
  await stack.idle();
  pages['in town'] = `/t/${goal.link.token}`;
}

const STATES = [
  'pending',
  'unassigned',
  'unverified',
  'dispatched',
  'hold',
  'en route',
  'in town',
  'arrived',
  'completed',
  'not found',
];

const scrollSize = (page: Page) =>
  page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.scrollHeight]',
  );

/** Where things stand, all at one moment: a page that is drawn anew replaces what is measured one by one. */
const boxesOf = (page: Page, ...selectors: string[]) =>
  page.evaluate<{ x: number; y: number; height: number }[]>(
    `${JSON.stringify(selectors)}.map((one) => document.querySelector(one).getBoundingClientRect().toJSON())`,
  );

/**
 * Keeps the next drawing of a page from it, as a slow network would, until it is let go. What a service worker fetches
 * in the page's place passes by: the page must be without one.
 */
async function holdBack(page: Page) {
  const held = Promise.withResolvers<void>();
  const made = Promise.withResolvers<void>();
  const hold = async (route: Route) => {
    const response = await route.fetch();
    made.resolve();
    await held.promise;
    await route.fulfill({ response });
  };
  await page.route(page.url(), hold, { times: 1 });
  return { made: made.promise, release: held.resolve };
}

const open = (state: string, options: BrowserContextOptions) =>
  openPage(browser, `${stack.url}${pages[state]}`, options);

describe("the customer's page", () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const state of STATES) {
      it(`is accessible, self-contained and narrow enough: ${state}, ${colorScheme}`, async () => {
        const { page, foreign, complaints, close } = await open(state, { colorScheme });
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
        for (const [width, height] of [
          [390, 844],
          [320, 568],
        ] as const) {
          await page.setViewportSize({ width, height });
          const [wide, high] = await scrollSize(page);
          expect(wide).toBeLessThanOrEqual(width);
          expect(high === height || high > height + 4, `${high} of ${height} px`).toBe(true);
          const [call] = state === 'not found' ? [] : await boxesOf(page, '#call');
          if (call) expect(call.y + call.height).toBeLessThanOrEqual(height);
        }
        expect(foreign()).toEqual([]);
        expect(complaints.filter((text) => state !== 'not found' || !text.includes('404'))).toEqual([]);
        await close();
      });
    }
  }

  it('draws the map as large as it is, also once rows appeared below it', async () => {
    const { page, close } = await open('in town', { viewport: { width: 390, height: 1200 } });
    await page.locator('#preferences summary').waitFor();
    const drawn = () =>
      page.evaluate<boolean>(
        "picture.getAttribute('viewBox') === ['0 0', picture.clientWidth, picture.clientHeight].join(' ')",
      );
    await expect.poll(drawn).toBe(true);
    await page.evaluate("document.querySelector('.top').style.minHeight = '400px'");
    await expect.poll(drawn).toBe(true);
    await close();
  });

  it('says the same without scripts', async () => {
    const { page, close } = await open('en route', { javaScriptEnabled: false });
    const text = await page.locator('main').innerText();
    expect(text).toContain('Marcus');
    expect(text).toMatch(/\d{1,2}:\d\d\s(AM|PM)/);
    await close();
  });

  it('speaks Spanish to who asks for it', async () => {
    const { page, close } = await open('completed', { locale: 'es-MX' });
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
    await close();
  });
});

describe('a page with a map', () => {
  it('comes with streets and route in one small answer, under a policy that allows nothing else', async () => {
    const answer = await stack.call('GET', pages['in town'] ?? '', {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(answer.text).toMatch(/<path d="M[^"]{200,}" id="small"/);
    expect(answer.text).toMatch(/<text class="on"[^>]*>[^<]+<\/text>/);
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(14 * 1024);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https:|\*/);
  });

  it.each([
    [844, 390],
    [1280, 800],
  ])('has two columns at %d by %d, the map beside the words', async (width, height) => {
    const { page, close } = await open('in town', { viewport: { width, height } });
    const [map, words] = await boxesOf(page, '.map', 'h1');
    expect(map?.x).toBeGreaterThan((words?.x ?? 0) + 200);
    expect(map?.height).toBe(height);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await close();
  });

  it('stays usable with text twice as large', async () => {
    const { page, close } = await open('in town', { viewport: { width: 390, height: 844 } });
    await page.evaluate("document.documentElement.style.fontSize = '200%'");
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    const lines = await page.evaluate<
      [number, number][]
    >(`[...document.querySelectorAll('ol li')].map((step) => {
      const text = document.createRange();
      text.selectNodeContents(step);
      return [text.getClientRects().length, step.textContent.split(' ').length];
    })`);
    // No word is broken: there are at most as many lines as words.
    for (const [count, words] of lines) expect(count).toBeLessThanOrEqual(words);
    await close();
  });

  it.each([
    [320, 568],
    [390, 844],
    [1280, 800],
  ])('shows names whole at %d by %d, and none under what lies on the map', async (width, height) => {
    const { page, close } = await open('in town', { viewport: { width, height }, reducedMotion: 'reduce' });
    // The script has run.
    await page.locator('#preferences').waitFor();
    const boxes = (selector: string) =>
      page.evaluate<Record<'left' | 'right' | 'top' | 'bottom', number>[]>(
        `[...document.querySelectorAll('${selector}')]
          .filter((element) => getComputedStyle(element).visibility !== 'hidden')
          .map((element) => element.getBoundingClientRect().toJSON())`,
      );
    const [picture] = await boxes('#picture');
    if (!picture) return expect.fail('there is no map');
    const names = await boxes('#names text');
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      expect(name.left >= picture.left && name.right <= picture.right).toBe(true);
      expect(name.top >= picture.top && name.bottom <= picture.bottom).toBe(true);
    }
    for (const over of await boxes('#chip, #grow, .credit, .house, .body'))
      for (const name of names)
        expect(
          name.right < over.left ||
            name.left > over.right ||
            name.bottom < over.top ||
            name.top > over.bottom,
        ).toBe(true);
    await close();
  });

  it('follows the drive, grows stale with the silence, and tells of the arrival', async () => {
    const { page, complaints, close } = await open('in town', { serviceWorkers: 'block' });
    const van = page.locator('#van');
    const heard: string[] = [];
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => heard.push(String(payload))),
    );
    // The stories were told a while ago: what is live is news again.
    await stack.advance(10);
    await townFirm.report([drive.at(0.5)]);
    await page.locator('#chip', { hasText: 'Live' }).waitFor();
    const before = await van.getAttribute('transform');
    await stack.advance(20);
    await townFirm.report([drive.at(0.6)]);
    await expect.poll(() => van.getAttribute('transform')).not.toBe(before);

    await stack.advance(185);
    heard.length = 0;
    await page.reload();
    await page.locator('#chip', { hasText: 'Last seen 3 min ago' }).waitFor();
    expect(await page.locator('h1').innerText()).toMatch(/\d( [AP]M)? – \d/);

    // A page whose socket is not open yet hears of nothing while it waits for a drawing.
    await expect.poll(() => heard.length, { timeout: 20_000 }).toBeGreaterThan(0);
    // It is drawn anew for another job; that drawing is slow, and the arrival overtakes it.
    const drawing = await holdBack(page);
    await townFirm.desk('PATCH', `/visits/${drive.visitId}`, { job: 'Furnace tune-up and filter' });
    await drawing.made;
    await townFirm.report([{ ...drive.at(1), speed: 1 }]);
    await stack.idle();
    const { body } = await townFirm.desk('GET', `/visits/${drive.visitId}`);
    expect(body.visit).toMatchObject({ status: 'arrived' });
    const hasArrived = () => heard.some((text) => text.includes('"status":"arrived"'));
    await expect.poll(hasArrived, { timeout: 20_000 }).toBe(true);
    drawing.release();
    await page.locator('h1', { hasText: 'Marcus from Company town has arrived' }).waitFor();
    expect(await page.locator('#news').innerText()).toContain('Marcus from Company town has arrived');
    expect(await page.locator('#van').count()).toBe(1);
    expect(complaints).toEqual([]);
    await close();
  });
});
