import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedTeam } from '../../local/demo/seed.ts';
import { createTrackerClient } from '../../local/tracker-client.ts';
import { launchBrowser } from '../support/browser.ts';
import { openPage } from '../support/open-page.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
let browser: Browser;
let link: string;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  const { dispatcher, marcus } = await seedTeam(stack.url);
  const start = await stack.now();
  const booked = await createTrackerClient(stack.url).call<{ link: { url: string } }>(
    'POST',
    '/visits',
    dispatcher.token,
    {
      customer: { name: 'Dana <b>Whitfield</b>', phone: '+14155550123' },
      address: { line: '48 Willow Ln' },
      window: { start: new Date(start).toISOString(), end: new Date(start + 3_600_000).toISOString() },
      technicianIds: [marcus.memberId],
      sendLink: true,
    },
  );
  link = booked.link.url;
  await stack.idle();
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const open = (path: string, options: BrowserContextOptions = {}) =>
  openPage(browser, stack.url + path, options);

/** What a mail's own style says. */
const STYLED = 'getComputedStyle(document.body).backgroundColor';

describe('the home page of the local stack', () => {
  it("shows today's visits with their links, and what was texted, by visit", async () => {
    const { page, complaints, foreign, close } = await open('/_local/');
    await page.getByText('Dana <b>Whitfield</b>, 48 Willow Ln').waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    expect(await page.getByRole('link', { name: "Customer's page" }).getAttribute('href')).toBe(link);
    expect(await page.locator('#groups a').getAttribute('href')).toBe(link);
    expect(await page.getByRole('status').first().textContent()).toBe('Running');
    expect([complaints, foreign()]).toEqual([[], []]);
    await close();
  });

  it('hands out tokens, moves the clock, and breaks and mends services', async () => {
    const { page, complaints, close } = await open('/');
    await page.getByRole('button', { name: 'Copy dispatcher' }).click();
    await page.locator('#token-said:not(:empty)').waitFor();
    const token = await page.getByLabel('The token').inputValue();
    expect((await stack.call('GET', '/settings', { token })).status).toBe(200);

    const before = await stack.now();
    await page.getByRole('button', { name: '+ 1 hour' }).click();
    await page.locator('#clock-said:not(:empty)').waitFor();
    expect((await stack.now()) - before).toBeGreaterThanOrEqual(3_600_000);

    await page.getByLabel('Service').selectOption('geo-routes');
    await page.getByLabel('What happens').selectOption('no-route');
    await page.getByRole('button', { name: 'Break it' }).click();
    await page.getByText('geo-routes: no-route, 1 left').waitFor();
    await page.getByRole('button', { name: 'Mend all' }).click();
    await page.getByText('Everything works again.').waitFor();
    await page.getByText('geo-routes: no-route, 1 left').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows mails as they are read, with nothing in them that could run', async () => {
    const { token } = await stack.member('owner', { accountId: 'demo', memberId: 'demo-mike' });
    const channels = ['email'];
    await stack.call('PUT', '/settings', { token, body: { messages: { booked: { channels } } } });
    // Settings may be a minute old where they are read.
    await stack.advance(61);
    const start = await stack.now();
    const { status } = await stack.call('POST', '/visits', {
      token,
      body: {
        customer: { name: 'Eli Ross', phone: '+14155550188', email: 'eli@example.org' },
        address: { line: '5 Mill Rd' },
        window: { start: new Date(start).toISOString(), end: new Date(start + 3_600_000).toISOString() },
        sendLink: true,
      },
    });
    expect(status).toBe(201);
    await stack.idle();
    const { page, complaints, foreign, close } = await open('/');
    await page.getByRole('heading', { name: /^Your visit is booked: / }).waitFor();
    const frame = page.locator('#groups iframe');
    await frame.contentFrame().getByRole('heading', { name: 'Your visit is booked' }).waitFor();
    expect(await frame.contentFrame().locator('body').evaluate(STYLED)).toBe('rgb(238, 240, 244)');
    expect(await frame.getAttribute('sandbox')).toBe('');
    expect([complaints, foreign()]).toEqual([[], []]);
    await close();
  });

  it('lets a customer answer by text', async () => {
    const { page, complaints, close } = await open('/');
    await page.getByLabel('Answer as').selectOption({ label: 'Dana <b>Whitfield</b>, +14155550123' });
    await page.getByLabel('in a text').fill('Use the side gate');
    await page.getByRole('button', { name: 'Send it' }).click();
    await page.getByText('It is on its way to the office.').waitFor();
    await stack.idle();
    const { token } = await stack.member('dispatcher', { accountId: 'demo', memberId: 'demo-rosa' });
    const { alerts } = (await stack.call('GET', '/alerts', { token })).body;
    const [reply] = alerts.filter(({ kind }: { kind: string }) => kind === 'reply');
    expect(reply.text).toContain('Use the side gate');
    expect(complaints).toEqual([]);
    await close();
  });

  it.each(['light', 'dark'] as const)('is accessible and fits a phone, %s', async (colorScheme) => {
    const { page, close } = await open('/', { colorScheme });
    await page.locator('#visits li').first().waitFor();
    // In a mail nothing runs, axe neither.
    const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    const [shown, wide] = await page.evaluate<number[]>(
      '[document.documentElement.clientWidth, document.documentElement.scrollWidth]',
    );
    expect(wide).toBe(shown);
    await close();
  });

  it('lets the API document be browsed, and asks nobody else for anything', async () => {
    const { page, foreign, close } = await open('/_local/api', { viewport: { width: 1280, height: 800 } });
    await page.getByText('Create a visit and its link').first().waitFor();
    expect(foreign()).toEqual([]);
    await close();
  });

  it('says so when the stack does not answer', async () => {
    const { page, close } = await open('/');
    await page.locator('#visits li').first().waitFor();
    await page.route('**/_local/clock', (route) => route.abort());
    await page.getByText('No answer').waitFor();
    await close();
  });

  it('is in no bundle and no template', () => {
    const root = new URL('../../cdk.out', import.meta.url).pathname;
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const ours = files.filter(({ name }) => /\.(json|mjs|js|css|html)$/.test(name));
    const leaks = ours.filter(({ parentPath, name }) =>
      /_local\/home|openapi-explorer/.test(readFileSync(join(parentPath, name), 'utf8')),
    );
    expect(ours.length).toBeGreaterThan(20);
    expect(leaks.map(({ name }) => name)).toEqual([]);
  });
});
