import { text } from 'node:stream/consumers';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockAt, dayAt } from '../../shared/visits/local-day.ts';
import { launchBrowser } from '../support/browser.ts';
import { company, newPhone, SITE } from '../support/company.ts';
import { openDispatch } from '../support/dispatch-page.ts';
import { noonZone } from '../support/noon.ts';
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

const findings = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

/** A company where it is about noon, with two technicians. */
async function atNoon(accountId: string) {
  const firm = await company(stack, accountId);
  const timeZone = noonZone(await stack.now());
  await firm.boss('PUT', '/settings', { company: { timeZone } });
  const { memberId: nina } = await stack.member('technician', {
    accountId,
    memberId: `${accountId}-nina`,
    name: 'Nina Hart',
  });
  const today = dayAt(await stack.now(), timeZone);
  const hour = (hours: number) => new Date(clockAt(today, hours, timeZone)).toISOString();
  const visits = async () => (await firm.desk('GET', `/visits?day=${today}`)).body.visits;
  return { ...firm, nina, hour, visits };
}

describe('a new visit', () => {
  it('is booked without the mouse, stands on the board, and is taken back', { timeout: LONG }, async () => {
    const firm = await atNoon('keys');
    const { visit: earlier } = await firm.book();
    const desk = await openDispatch(browser, stack);
    const { keyboard } = desk.page;
    const focus = (name: string | RegExp) =>
      desk.page.getByRole('combobox', { name }).and(desk.page.locator(':focus'));
    await desk.signIn('Dee Spatch', 'keys');
    await keyboard.press('n');
    await focus('Customer').waitFor();
    await keyboard.type('whitf');
    await desk.page.getByRole('option', { name: 'Dana Whitfield', selected: true }).waitFor();
    await keyboard.press('Enter');
    await focus('Address').waitFor();
    await desk.page.getByRole('option', { name: '48 Willow Ln', selected: true }).waitFor();
    await keyboard.press('Enter');
    await keyboard.press('4');
    await keyboard.press('Tab');
    await keyboard.type('Boiler service');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await focus('Technician').waitFor();
    await keyboard.type('nin');
    await keyboard.press('Enter');
    await desk.page.getByLabel('Add a technician').focus();
    await desk.page.getByLabel('Add a technician').selectOption({ label: 'Marcus Bell' });
    await desk.page.getByRole('button', { name: 'Without Marcus Bell' }).waitFor();
    await focus('Add a technician').waitFor();
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await desk.page.getByText('1 segment').waitFor();
    await desk.page.locator('.ghost').waitFor();
    expect(await findings(desk.page)).toEqual([]);
    await keyboard.press('Control+Enter');
    const block = desk.inRow(firm.nina, 'Dana Whitfield').and(desk.page.locator(':focus'));
    await block.waitFor();
    const made = (await firm.visits()).find(({ job }: { job?: string }) => job === 'Boiler service');
    expect(made).toMatchObject({
      customer: { customerId: earlier.customer.customerId },
      window: { start: firm.hour(13), end: firm.hour(15) },
      address: { line: '48 Willow Ln', verified: true, ...SITE },
      technicianIds: [firm.nina, firm.technician.memberId],
    });
    await desk.told('Dana is told');
    const messages = async () => (await firm.desk('GET', `/visits/${made.visitId}/messages`)).body.messages;
    await expect.poll(async () => (await messages())[0]?.kind, PATIENCE).toBe('booked');
    await keyboard.press('Control+z');
    const status = async () => (await firm.desk('GET', `/visits/${made.visitId}`)).body.visit.status;
    await expect.poll(status, PATIENCE).toBe('cancelled');
    expect([desk.foreign(), desk.complaints]).toEqual([[], []]);
    await desk.close();
  });

  it('shows what is wrong where it is, and loses nothing that was typed', { timeout: LONG }, async () => {
    const firm = await atNoon('kept');
    const desk = await openDispatch(browser, stack);
    const { page } = desk;
    const { keyboard } = page;
    await desk.signIn('Olga Owen', 'kept');
    await desk.row(firm.nina).waitFor();
    await keyboard.press('n');
    await page.getByRole('combobox', { name: 'Customer' }).and(page.locator(':focus')).waitFor();
    await keyboard.type('Renee Calloway');
    await page.getByRole('option', { name: 'New customer', selected: true }).waitFor();
    await keyboard.press('Enter');
    await page.getByLabel('Mobile phone').and(page.locator(':focus')).waitFor();
    await keyboard.type('12');
    await keyboard.press('Control+Enter');
    await page.getByText('A number has 8 to 15 digits').waitFor();
    await page.getByText('Where is it?').waitFor();
    await page.getByText('Choose when.').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByLabel('Mobile phone').fill(newPhone());
    await page.getByRole('combobox', { name: 'Address' }).fill('219 Nowhere Rd');
    await page.getByRole('option', { name: /Use “219 Nowhere Rd” as typed/ }).click();
    await keyboard.press('2');
    await page.getByRole('option', { name: /Nina Hart/ }).click();
    // Only the service knows that she has left meanwhile.
    await firm.boss('DELETE', `/team/members/${firm.nina}`);
    await keyboard.press('Control+Enter');
    const technician = page.getByRole('combobox', { name: 'Technician', exact: true });
    await expect.poll(() => technician.getAttribute('aria-invalid'), PATIENCE).toBe('true');
    await keyboard.press('Escape');
    await page.getByRole('complementary', { name: 'New visit' }).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('grid').waitFor();
    await keyboard.press('n');
    await page.getByText('Draft kept').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Renee Calloway');
    await page.getByRole('option', { name: 'Leave unassigned' }).click();
    await keyboard.press('Control+Enter');
    await desk.inRow('', 'Renee Calloway').and(page.locator(':focus')).waitFor();
    const [made] = await firm.visits();
    expect(made).toMatchObject({
      customer: { name: 'Renee Calloway' },
      window: { start: firm.hour(10), end: firm.hour(12) },
      address: { line: '219 Nowhere Rd', verified: false },
      technicianIds: [],
    });
    await desk.close();
  });

  it('comes from a CRM’s file, each bad row named before, and none twice', { timeout: LONG }, async () => {
    const firm = await atNoon('crm');
    const day = firm.hour(12).slice(0, 10);
    const lines = (rows: readonly string[]) =>
      `\ufeffId;Customer;Cell;Address;Date;From;To;Notes;Tech\r\n${rows.join('\r\n')}`;
    const rows = [
      `A1;Renee Calloway;(415) 555-0177;219 Nowhere Rd;${day};13:00;15:00;"Gate code\r\n4471; ring twice";Nina Hart`,
      `A2;Bo Holm;12;1 Elm St;${day};13:00;12:00;;Somebody Else`,
      `A3;Ana Cole;+14155550178;2 Elm St;${day};3:00 PM;5:00 PM;;`,
    ];
    const file = (name: string, all: readonly string[]) => ({
      name,
      mimeType: 'text/csv',
      buffer: Buffer.from(lines(all)),
    });
    const desk = await openDispatch(browser, stack, '#/import');
    const { page } = desk;
    await desk.chooseMember('Dee Spatch', 'crm');
    await page.getByLabel('Choose a file').and(page.locator('input')).setInputFiles(file('jobs.csv', rows));
    const bad = page.getByRole('row', { name: /^3 Bo Holm/ });
    for (const said of ['Cell: A number has', 'From: It has to end', 'Tech: Nobody of the team'])
      await bad.getByText(said).waitFor();
    await page.getByText('2 rows can be created').waitFor();
    await expect.poll(() => findings(page), PATIENCE).toEqual([]);
    await page.getByRole('button', { name: 'Create 2 visits' }).click();
    await page.getByText('2 visits created').waitFor();
    const made = await firm.visits();
    expect(made).toMatchObject([
      {
        externalId: 'A1',
        customer: { name: 'Renee Calloway' },
        window: { start: firm.hour(13), end: firm.hour(15) },
        technicianIds: [firm.nina],
      },
      { externalId: 'A3', window: { start: firm.hour(15) } },
    ]);
    const [mend] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download 1 row to mend' }).click(),
    ]);
    expect(await text(await mend.createReadStream())).toContain('A2,Bo Holm,12,');
    const mended = rows.with(1, `A2;Bo Holm;4155550179;1 Elm St;${day};11:00;12:00;;`);
    await page
      .getByLabel('Choose a file')
      .and(page.locator('input'))
      .setInputFiles(file('again.csv', mended));
    await page.getByRole('button', { name: 'Create 3 visits' }).click();
    await page.getByText('1 visit created · 2 were there before').waitFor();
    expect(await firm.visits()).toHaveLength(3);
    expect([desk.foreign(), desk.complaints]).toEqual([[], []]);
    await desk.close();
  });
});
