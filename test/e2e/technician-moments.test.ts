import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { company, newPhone, SITE, southOf } from '../support/company.ts';
import { noonZone } from '../support/noon.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { openTechnician, PATIENCE } from '../support/technician-page.ts';

/** What takes a phone a second takes a busy machine a while. */
const LONG = 240_000;

let stack: Stack;
let browser: Browser;
beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

type Firm = Awaited<ReturnType<typeof company>>;

const until = (firm: Firm, visitId: string, status: string) =>
  expect
    .poll(async () => (await firm.desk('GET', `/visits/${visitId}`)).body.visit.status, PATIENCE)
    .toBe(status);
const findings = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

/** Marcus has been at Dana's, and Luis comes next, on the same day: at noon, so that it has room for both. */
async function betweenTwo(accountId: string) {
  const firm = await company(stack, accountId);
  const now = await stack.now();
  await firm.boss('PUT', '/settings', { company: { timeZone: noonZone(now) } });
  const { visit: dana } = await firm.book();
  const { visit: luis } = await firm.book({
    customer: { name: 'Luis Ortega', phone: newPhone() },
    address: { line: '77 Bergen St', lat: 37.8, lng: -122.42 },
    window: {
      start: new Date(now + 1.5 * 3_600_000).toISOString(),
      end: new Date(now + 2 * 3_600_000).toISOString(),
    },
  });
  await firm.step(luis.visitId, 'dispatched');
  await firm.step(dana.visitId, 'en_route');
  await firm.report([
    { ...southOf(500), ago: 400 },
    { ...southOf(20), ago: 360, speed: 1 },
  ]);
  await stack.idle();
  await firm.step(dana.visitId, 'arrived');
  return { firm, dana, luis, leave: () => firm.report([{ ...southOf(160), ago: 10 }, southOf(260)]) };
}

describe('moments of the technician’s page', () => {
  it('asks whether a drive is meant that the account has started, and takes it back', {
    timeout: LONG,
  }, async () => {
    const { firm, dana, luis, leave } = await betweenTwo('itself');
    await firm.step(dana.visitId, 'completed');
    const phone = await openTechnician(browser, stack, southOf(400));
    await phone.signIn('Marcus Bell', 'itself');
    await phone.page.getByText('77 Bergen St').waitFor();
    // Whoever waits for it taps at once, however busy the machine is.
    const undone = phone.page.getByRole('button', { name: 'Undo' }).click();
    await leave();
    await phone.page.getByText('Started by itself: to Luis').waitFor();
    await undone;
    await until(firm, luis.visitId, 'dispatched');
    await phone.page.getByRole('button', { name: 'On my way' }).waitFor();
    await phone.close();
  });

  it('takes back both steps that one press has begun, and asks again', { timeout: LONG }, async () => {
    const { firm, dana, luis, leave } = await betweenTwo('both');
    await leave();
    await stack.idle();
    const phone = await openTechnician(browser, stack, southOf(400), {
      viewport: { width: 320, height: 640 },
    });
    await phone.signIn('Marcus Bell', 'both');
    await phone.page.getByText('Start next visit?').waitFor();
    const undone = phone.page.getByRole('button', { name: 'Undo' }).click();
    await phone.tap('Done, on to Luis', 'Yes, on my way');
    await undone;
    await phone.page.getByText('Start next visit?').waitFor();
    expect(await phone.waiting()).toEqual([]);
    expect(await findings(phone.page)).toEqual([]);
    await until(firm, dana.visitId, 'arrived');
    await until(firm, luis.visitId, 'dispatched');
    await phone.close();
  });

  it('moves to the address that people can come back to from signing in', { timeout: LONG }, async () => {
    await company(stack, 'localhost');
    const phone = await openTechnician(browser, { url: stack.url.replace('127.0.0.1', 'localhost') }, SITE);
    await phone.signIn('Marcus Bell', 'localhost');
    expect(new URL(phone.page.url()).origin).toBe(stack.url);
    await phone.close();
  });
});
