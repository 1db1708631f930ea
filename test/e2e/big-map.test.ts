import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTown } from '../../local/town/town.ts';
import { launchBrowser, WEBGL } from '../support/browser.ts';
import { company } from '../support/company.ts';
import { openPage } from '../support/open-page.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
let browser: Browser;
let firm: Awaited<ReturnType<typeof company>>;
/** The page of somebody who is driven to through the town. */
let url: string;
let visitId: string;
const town = createTown();
const at = (share: number) => {
  const [from, to] = ['402 Main St', '48 Willow Ln'].map((line) => town.findAddress(line)?.place);
  if (!from || !to) throw new Error('the town has moved');
  const { places } = town.route(from, to);
  return places[Math.round(share * (places.length - 1))] ?? to;
};

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchBrowser(WEBGL)]);
  firm = await company(stack, 'town');
  const booked = await firm.book({ address: { line: '48 Willow Ln' } });
  visitId = booked.visit.visitId;
  url = `/t/${booked.link.token}`;
  await firm.report([at(0.2)]);
  await firm.step(visitId, 'en_route');
  await stack.advance(30);
  await firm.report([at(0.4)]);
  await stack.idle();
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const open = (path: string, options: BrowserContextOptions = {}) =>
  openPage(browser, stack.url + path, options);

const drawn = '#map[data-drawn]';
/** How many colours the middle of the map is made of: one that was not drawn is of one. */
async function colorsOf(page: Page): Promise<number> {
  const picture = await page.locator('#map canvas').screenshot();
  const blank = await page.context().newPage();
  return blank.evaluate(`(async () => {
    const image = Object.assign(new Image(), { src: 'data:image/png;base64,${picture.toString('base64')}' });
    await image.decode();
    const { width, height } = image;
    const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
    context.drawImage(image, 0, 0);
    const row = context.getImageData(0, height / 2, width, 1).data;
    return new Set(Array.from({ length: width }, (_, x) => row.slice(x * 4, x * 4 + 3).join())).size;
  })()`);
}

describe('the large map', () => {
  it('is loaded when it is tapped, and not a byte of it before', async () => {
    const { page, requests, complaints, close } = await open(url);
    await page.locator('#chip', { hasText: 'Live' }).waitFor();
    expect(requests.filter((one) => one.includes('map'))).toEqual([]);
    const link = page.getByRole('link', { name: 'Enlarge map' });
    expect(
      await link.evaluate((element) => {
        const { width, height } = element.getBoundingClientRect();
        return [width, height];
      }),
    ).toEqual([44, 44]);
    await link.click();
    await page.locator(drawn).waitFor();
    expect(new URL(page.url()).pathname).toBe(`${url}/map`);
    await page.locator('#line', { hasText: /^Arriving around \d+:\d\d [AP]M · Live$/ }).waitFor();
    await page.locator('#aside', { hasText: /^\d+ min · [\d.]+ mi away$/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL(stack.url + url);
    expect(complaints).toEqual([]);
    await close();
  });

  it.each(['light', 'dark'] as const)(
    'shows streets, house and van, asks nobody else, and is accessible: %s',
    async (colorScheme) => {
      const { page, requests, complaints, close } = await open(`${url}/map`, { colorScheme });
      await page.locator(drawn).waitFor();
      expect(await colorsOf(page)).toBeGreaterThan(5);
      expect(await page.locator('#map #home, #map #van').count()).toBe(2);
      expect(requests.filter((one) => !one.startsWith(stack.url) && !one.startsWith('blob:'))).toEqual([]);
      expect(requests.some((one) => one.includes('/v2/tiles/vector/'))).toBe(true);
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  it('follows the drive', async () => {
    const { page, close } = await open(`${url}/map`, { reducedMotion: 'reduce' });
    await page.locator(drawn).waitFor();
    const van = page.locator('#van');
    const before = await van.getAttribute('style');
    await stack.advance(20);
    await firm.report([at(0.6)]);
    await expect.poll(() => van.getAttribute('style')).not.toBe(before);
    await close();
  });

  it('comes back to the drive after somebody looked elsewhere', async () => {
    const { page, close } = await open(`${url}/map`, { reducedMotion: 'reduce' });
    await page.locator(drawn).waitFor();
    const back = page.getByRole('button', { name: 'Back to the drive' });
    expect(await back.isVisible()).toBe(false);
    const home = page.locator('#home');
    const before = await home.getAttribute('style');
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await back.waitFor();
    await expect.poll(() => home.getAttribute('style')).not.toBe(before);
    await back.click();
    await expect.poll(() => home.getAttribute('style')).toBe(before);
    await back.waitFor({ state: 'hidden' });
    await close();
  });

  it('reads without scripts, and leads back', async () => {
    const { page, close } = await open(`${url}/map`, { javaScriptEnabled: false });
    expect(await page.locator('main').innerText()).toContain('The page before it tells the same.');
    expect(await page.getByRole('link', { name: 'Back' }).getAttribute('href')).toBe(url);
    await close();
  });
});

describe('the document of the large map', () => {
  it('lets nothing in but our own files and the maps, and tells them our host alone', async () => {
    const { headers } = await stack.call('GET', `${url}/map`);
    expect(headers.get('referrer-policy')).toBe('strict-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`connect-src 'self' ${stack.url};`);
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it('is for links that lead somewhere; without a map it leads back to the page', async () => {
    const [dead, page] = await Promise.all(
      ['/map', ''].map((rest) => stack.call('GET', `/t/${'A'.repeat(22)}${rest}`)),
    );
    expect(dead?.status).toBe(404);
    expect(dead?.text).toBe(page?.text);
    const stable = ({ headers }: NonNullable<typeof dead>) =>
      [...headers].filter(([name]) => !['date', 'apigw-requestid', 'x-request-id'].includes(name));
    expect(dead && stable(dead)).toEqual(page && stable(page));
    const { link } = await firm.book({ address: { line: 'Nowhere 1, Erewhon' } });
    const unmapped = await stack.call('GET', `/t/${link.token}/map`);
    expect([unmapped.status, unmapped.headers.get('location')]).toEqual([303, `/t/${link.token}`]);
  });

  it('has parts that are fetched once', async () => {
    const { text } = await stack.call('GET', `${url}/map`);
    const [script = ''] = text.match(/\/assets\/map\.[\w-]+\.js/) ?? [];
    const first = await stack.call('GET', script, { headers: { 'accept-encoding': 'br' } });
    expect(first.headers.get('content-encoding')).toBe('br');
    expect(Number(first.headers.get('content-length'))).toBeLessThan(350 * 1024);
    expect(first.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(first.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; connect-src 'self' http/,
    );
  });
});
