import { text } from 'node:stream/consumers';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayAt } from '../../shared/visits/local-day.ts';
import { launchBrowser } from '../support/browser.ts';
import { company } from '../support/company.ts';
import { openDispatch } from '../support/dispatch-page.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { PATIENCE } from '../support/technician-page.ts';

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

/** One dot, as a PNG. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const findings = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

describe('the settings', () => {
  it('let the owner reword a text and see what it costs; a dispatcher only looks', {
    timeout: LONG,
  }, async () => {
    const firm = await company(stack, 'words');
    const desk = await openDispatch(browser, stack, '#/settings/messages');
    const { page } = desk;
    await desk.chooseMember('Olga Owen', 'words');
    const text = page.getByLabel('Text of “On the way”');
    await text.waitFor();
    await page.getByText('1 segment', { exact: true }).first().waitFor();
    await expect.poll(() => findings(page), PATIENCE).toEqual([]);
    await text.fill(
      'Your technician is on the way — here around {eta}, with the part that we ordered. {van}',
    );
    await page.getByText('must have no placeholders but').waitFor();
    await text.press('Backspace');
    await page.getByText('must have {link}').waitFor();
    await page.getByRole('button', { name: 'Insert link' }).click();
    await page.getByText('“—” turns 1 text into').waitFor();
    await page.locator('.bubble mark', { hasText: '—' }).waitFor();
    await page.getByRole('button', { name: 'Use “-” instead' }).click();
    await page.getByText('1 segment', { exact: true }).first().waitFor();
    await page.locator('.bubble', { hasText: 'on the way - here around' }).waitFor();
    // What is typed is still there after a reload, and not yet anybody else's.
    await page.reload();
    await expect.poll(() => text.inputValue(), PATIENCE).toContain('on the way - here');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const saved = async () => (await firm.desk('GET', '/settings')).body.messages.en_route.text.en;
    await expect.poll(saved, PATIENCE).toContain('on the way - here around {eta}');
    await page.getByRole('switch', { name: 'Send “Booked”' }).click();
    await expect
      .poll(async () => (await firm.desk('GET', '/settings')).body.messages.booked.enabled, PATIENCE)
      .toBe(true);
    await page.reload();
    await expect.poll(() => text.inputValue(), PATIENCE).toContain('on the way - here');
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isEnabled()).toBe(false);
    await page.getByRole('button', { name: 'Mail', exact: true }).click();
    await page.getByText('Subject').waitFor();
    await expect.poll(() => findings(page), PATIENCE).toEqual([]);
    await page.goto(`${stack.url}/dispatch#/settings/company`);
    const logo = page.getByLabel('Logo: choose a picture');
    await logo.setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
    await page.getByText('This is no picture that can be taken').waitFor();
    await logo.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: DOT });
    await page.getByRole('img', { name: 'Logo, as it is now' }).waitFor();
    await expect.poll(() => findings(page), PATIENCE).toEqual([]);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const logoUrl = async () => (await firm.desk('GET', '/settings')).body.company.logoUrl;
    await expect.poll(logoUrl, PATIENCE).toMatch(/\/media\/.+\.png$/);
    // That the service refuses what cannot be sent is what was asked.
    const others = desk.complaints.filter((said) => !/status of 4\d\d/.test(said));
    expect([desk.foreign(), others]).toEqual([[], []]);
    const other = await openDispatch(browser, stack, '#/settings/messages');
    await other.chooseMember('Dee Spatch', 'words');
    await other.page.getByText('Only the owner changes settings.').waitFor();
    const theirs = other.page.getByLabel('Text of “On the way”');
    expect([
      await theirs.isEditable(),
      await other.page.getByRole('switch').first().isDisabled(),
      await other.page.getByRole('button', { name: 'Save', exact: true }).count(),
    ]).toEqual([false, true, 0]);
    await expect.poll(() => findings(other.page), PATIENCE).toEqual([]);
    await Promise.all([desk.close(), other.close()]);
  });

  it('say who was quicker with the same text, and lose neither', { timeout: LONG }, async () => {
    const firm = await company(stack, 'both');
    const desk = await openDispatch(browser, stack, '#/settings/messages');
    await desk.chooseMember('Olga Owen', 'both');
    const text = desk.page.getByLabel('Text of “On the way”');
    await text.fill('Mine: {link}');
    await firm.boss('PUT', '/settings', { messages: { en_route: { text: { en: 'Theirs: {link}' } } } });
    await desk.page.getByRole('button', { name: 'Save', exact: true }).click();
    await desk.page.getByText('Somebody else has saved this meanwhile').waitFor();
    await desk.page.getByRole('button', { name: 'Keep mine' }).click();
    await desk.page.getByRole('button', { name: 'Save', exact: true }).click();
    const saved = async () => (await firm.desk('GET', '/settings')).body.messages.en_route.text.en;
    await expect.poll(saved, PATIENCE).toBe('Mine: {link}');
    await desk.close();
  });
});

describe('the team', () => {
  it('is invited, changed, and its access ended by the owner', { timeout: LONG }, async () => {
    const firm = await company(stack, 'crew');
    const desk = await openDispatch(browser, stack, '#/team/invite');
    const { page } = desk;
    await desk.chooseMember('Olga Owen', 'crew');
    await page.getByLabel('E-mail address').fill('nina@example');
    await page.getByLabel('Name', { exact: true }).fill('Nina Hart');
    await page.getByRole('button', { name: 'Send the invite' }).click();
    await desk.told('Look at what is marked.');
    await page.getByLabel('E-mail address').fill('nina.hart@example.com');
    await page.getByRole('button', { name: 'Send the invite' }).click();
    await page.getByRole('button', { name: 'Send again: Nina Hart' }).waitFor();
    const mailed = async () => {
      const mails = (await stack.outbox()).filter(({ to }) => to === 'nina.hart@example.com');
      return /#join=[\w-]{22}/.exec(mails.at(-1)?.text ?? '')?.[0] ?? '';
    };
    await expect.poll(mailed, PATIENCE).not.toBe('');
    const link = await mailed();
    const guest = await openDispatch(browser, stack, link);
    await guest.page.getByRole('heading', { name: 'You are invited' }).waitFor();
    expect(await findings(guest.page)).toEqual([]);
    await guest.page.getByLabel('Your name, if the mail has it wrong').fill('Nina Hartmann');
    await guest.page.getByRole('button', { name: 'Join the team' }).click();
    await guest.page.getByRole('heading', { name: /^Welcome to/ }).waitFor();
    expect([await guest.page.evaluate('location.hash'), guest.complaints]).toEqual(['', []]);
    await guest.close();
    const again = await openDispatch(browser, stack, link);
    await again.page.getByRole('button', { name: 'Join the team' }).click();
    await again.page.getByText('This invite is used, replaced or too old.').waitFor();
    await again.close();
    await page.reload();
    await page.getByRole('button', { name: /^Nina Hartmann/ }).waitFor();
    await page.getByRole('button', { name: /^Marcus Bell/ }).click();
    await page.getByLabel('Add a skill').fill('Heat pumps');
    await page.keyboard.press('Enter');
    await page.getByLabel('Position').fill('Lead technician');
    await expect.poll(() => findings(page), PATIENCE).toEqual([]);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const marcus = async () =>
      (await firm.boss('GET', '/team/members')).body.members.find(
        ({ memberId }: { memberId: string }) => memberId === firm.technician.memberId,
      );
    await expect
      .poll(marcus, PATIENCE)
      .toMatchObject({ skills: ['Heat pumps'], position: 'Lead technician', role: 'technician' });
    await page.getByRole('button', { name: 'End access…' }).click();
    await page.getByText('Signed out everywhere').waitFor();
    await page.getByRole('button', { name: 'End access', exact: true }).click();
    await expect.poll(async () => (await marcus()).status, PATIENCE).toBe('revoked');
    expect((await firm.phone('GET', '/me')).status).toBe(403);
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByText('The access of Marcus Bell was ended').waitFor();
    await expect.poll(() => findings(page), PATIENCE).toEqual([]);
    const other = await openDispatch(browser, stack, `#/team/${firm.owner.memberId}`);
    await other.chooseMember('Dee Spatch', 'crew');
    await other.page.getByText('Only an owner changes this person.').waitFor();
    expect(await other.page.getByRole('link', { name: 'Invite' }).count()).toBe(0);
    await Promise.all([desk.close(), other.close()]);
  });
});

describe('the reports', () => {
  it('tell how the days went, whose, and as a table', { timeout: LONG }, async () => {
    const firm = await company(stack, 'numbers');
    const { visit } = await firm.book();
    for (const status of ['en_route', 'arrived', 'completed'])
      await firm.phone('POST', `/visits/${visit.visitId}/status`, { status });
    await stack.idle();
    const day = dayAt(Date.parse(visit.window.start), 'America/Los_Angeles');
    const desk = await openDispatch(browser, stack, `#/reports/${day}~${day}`);
    const { page } = desk;
    await desk.chooseMember('Dee Spatch', 'numbers');
    await page.getByRole('row', { name: /Marcus Bell 1 100%/ }).waitFor();
    await page.getByRole('button', { name: /^Table: On-time/ }).click();
    await page.getByRole('columnheader', { name: 'Day' }).waitFor();
    await expect.poll(() => findings(page), PATIENCE).toEqual([]);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download as CSV' }).click(),
    ]);
    const table = await text(await file.createReadStream());
    expect(table).toMatch(/^day,memberId,technician,visits,.*\r\n.*,Marcus Bell,1,1,0,1,1,/);
    await page.getByRole('button', { name: 'Technician: All technicians' }).click();
    await page.getByRole('menuitemradio', { name: 'Marcus Bell' }).click();
    await page.getByRole('button', { name: 'Technician: Marcus Bell' }).waitFor();
    await page.getByRole('button', { name: /^Period/ }).click();
    await page.getByLabel('From').fill('2020-01-01');
    await page.getByLabel('To', { exact: true }).fill('2020-01-02');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('No visits in this time.').waitFor();
    await expect.poll(() => findings(page), PATIENCE).toEqual([]);
    expect([desk.foreign(), desk.complaints]).toEqual([[], []]);
    await desk.close();
  });
});
