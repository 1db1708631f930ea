import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { company, southOf } from '../support/company.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
let browser: Browser;
let firm: Awaited<ReturnType<typeof company>>;
const pages: Record<string, string> = {};

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  firm = await company(stack, 'acme');
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
}

const STATES = [
  'pending',
  'unassigned',
  'unverified',
  'dispatched',
  'hold',
  'en route',
  'arrived',
  'completed',
  'not found',
];

async function open(state: string, options: BrowserContextOptions) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  const page = await context.newPage();
  const foreign: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => request.url().startsWith(stack.url) || foreign.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${stack.url}${pages[state]}`);
  return { page, foreign, complaints, close: () => context.close() };
}

describe("the customer's page", () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const state of STATES) {
      it(`is accessible, self-contained and narrow enough: ${state}, ${colorScheme}`, async () => {
        const { page, foreign, complaints, close } = await open(state, { colorScheme });
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
        await page.setViewportSize({ width: 320, height: 640 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
        expect(foreign).toEqual([]);
        expect(complaints.filter((text) => state !== 'not found' || !text.includes('404'))).toEqual([]);
        await close();
      });
    }
  }

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
