import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, WEBGL } from '../support/browser.ts';
import { company, newPhone, southOf } from '../support/company.ts';
import { openDispatch } from '../support/dispatch-page.ts';
import { noonZone } from '../support/noon.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { PATIENCE } from '../support/technician-page.ts';

const LONG = 240_000;

let stack: Stack;
let browser: Browser;
beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchBrowser(WEBGL)]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

type Firm = Awaited<ReturnType<typeof company>>;

const findings = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

/** A company where it is about noon, whose technicians have been seen. */
async function atNoon(accountId: string): Promise<Firm & { readonly nina: string }> {
  const firm = await company(stack, accountId);
  await firm.boss('PUT', '/settings', { company: { timeZone: noonZone(await stack.now()) } });
  const nina = await stack.member('technician', {
    accountId,
    memberId: `${accountId}-nina`,
    name: 'Nina Hart',
  });
  for (const { token } of [firm.technician, nina])
    await stack.call('POST', '/positions', {
      token,
      body: {
        positions: [{ at: new Date(await stack.now()).toISOString(), lat: 37.76, lng: -122.42, accuracy: 5 }],
      },
    });
  return { ...firm, nina: nina.memberId };
}

const grace = () => ({
  customer: { name: 'Grace Turner', phone: newPhone() },
  job: 'Boiler service',
  technicianIds: [],
});
const visitOf = async (firm: Firm, visitId: string) =>
  (await firm.desk('GET', `/visits/${visitId}`)).body.visit;
const until = (firm: Firm, visitId: string, part: string, value: unknown) =>
  expect.poll(async () => (await visitOf(firm, visitId))[part], PATIENCE).toEqual(value);

describe("the office's page", () => {
  it('signs in, shows the day, and is closed to who is not of the office', { timeout: LONG }, async () => {
    const firm = await atNoon('desk');
    await firm.book();
    const desk = await openDispatch(browser, stack);
    await desk.signIn('Dee Spatch', 'desk');
    await desk.inRow(firm.technician.memberId, 'Dana Whitfield').waitFor();
    await desk.page.getByText('Live', { exact: true }).waitFor();
    expect(await findings(desk.page)).toEqual([]);
    await desk.page.keyboard.press('Control+k');
    await desk.page.getByPlaceholder('Visit, technician, day, page').fill('whitf');
    await desk.page.getByRole('option', { name: /Dana Whitfield/ }).waitFor();
    await desk.page.keyboard.press('Enter');
    await desk.page.getByRole('heading', { name: 'Dana Whitfield' }).waitFor();
    await desk.page.getByText('Messages to Dana').waitFor();
    await expect.poll(() => findings(desk.page), PATIENCE).toEqual([]);
    expect([desk.foreign(), desk.complaints]).toEqual([[], []]);
    const phone = await openDispatch(browser, stack);
    await phone.chooseMember('Marcus Bell', 'desk');
    await phone.page.getByRole('link', { name: 'Open the technician’s page' }).waitFor();
    await Promise.all([desk.close(), phone.close()]);
  });

  it('says of an account that is not switched on that it is coming soon', { timeout: LONG }, async () => {
    await stack.member('owner', {
      accountId: 'later',
      memberId: 'later-olga',
      name: 'Olga Owen',
      enabled: false,
    });
    const desk = await openDispatch(browser, stack);
    await desk.chooseMember('Olga Owen', 'later');
    await desk.page.getByRole('heading', { name: 'Coming soon' }).waitFor();
    expect([await findings(desk.page), await desk.page.getByRole('navigation').count()]).toEqual([[], 0]);
    await desk.page.getByPlaceholder('E-mail address').fill('olga@example.com');
    await desk.page.getByRole('button', { name: 'Tell me when it is' }).click();
    await desk.page.getByText('We will write to olga@example.com, once.').waitFor();
    await desk.close();
  });

  it('assigns by dragging and takes it back, assigns and dispatches by keys', { timeout: LONG }, async () => {
    const firm = await atNoon('hands');
    const { visit } = await firm.book(grace());
    const [marcus, nina] = [firm.technician.memberId, firm.nina];
    const desk = await openDispatch(browser, stack);
    await desk.signIn('Dee Spatch', 'hands');
    await desk.carry('Grace Turner', nina, 90);
    await desk.page.getByText('Time kept').waitFor();
    await desk.drop();
    await until(firm, visit.visitId, 'technicianIds', [nina]);
    expect((await visitOf(firm, visit.visitId)).window.start).toBe(visit.window.start);
    await desk.told('Grace goes to Nina Hart.');
    await desk.page.keyboard.press('Control+z');
    await until(firm, visit.visitId, 'technicianIds', []);
    await desk.inRow('', 'Grace Turner').waitFor();
    await desk.press('Grace Turner', 'a');
    await desk.page.getByPlaceholder('Type a name').fill('marc');
    await desk.page.keyboard.press('Enter');
    await until(firm, visit.visitId, 'technicianIds', [marcus]);
    await desk.inRow(marcus, 'Grace Turner').waitFor();
    await desk.press('Grace Turner', 'd');
    await until(firm, visit.visitId, 'status', 'dispatched');
    await desk.inRow(marcus, 'Grace Turner').and(desk.page.locator('.look-dispatched')).waitFor();
    await desk.press('Grace Turner', 'h');
    await desk.page.getByRole('button', { name: 'Part on order' }).click();
    await until(firm, visit.visitId, 'hold', expect.objectContaining({ reason: 'Part on order' }));
    await desk.told('Grace: on hold.');
    await desk.page.keyboard.press('Control+z');
    await until(firm, visit.visitId, 'hold', undefined);
    await desk.press('Grace Turner', 'w');
    await desk.told('Grace is told that somebody is on the way.');
    await desk.inRow(marcus, 'Grace Turner').and(desk.page.locator('.look-en_route')).waitFor();
    await desk.page.keyboard.press('Control+z');
    await desk.inRow(marcus, 'Grace Turner').and(desk.page.locator('.look-dispatched')).waitFor();
    await desk.press('Grace Turner', 'x');
    await desk.page.getByRole('button', { name: 'Booked twice' }).click();
    await until(firm, visit.visitId, 'status', 'cancelled');
    expect(desk.complaints).toEqual([]);
    await desk.close();
  });

  it('has all that fit proposed, agrees, takes it back, and puts what is no visit on the board', {
    timeout: LONG,
  }, async () => {
    const firm = await atNoon('plan');
    const { visit } = await firm.book(grace());
    const { visit: lost } = await firm.book({
      customer: { name: 'Liam Osei', phone: newPhone() },
      address: { line: 'Nowhere at all' },
      technicianIds: [],
    });
    expect((await visitOf(firm, lost.visitId)).address.verified).toBe(false);
    const desk = await openDispatch(browser, stack);
    await desk.signIn('Dee Spatch', 'plan');
    await desk.page.getByRole('button', { name: 'Assign all that fit' }).click();
    await desk.page.getByRole('heading', { name: '1 of 2 visits fit' }).waitFor();
    await desk.page.getByText('address not verified', { exact: true }).waitFor();
    await desk.page.locator('.plan-ghost', { hasText: 'Grace Turner' }).waitFor();
    expect(await findings(desk.page)).toEqual([]);
    await desk.page.keyboard.press('Escape');
    await desk.page.locator('.plan-ghost').waitFor({ state: 'detached' });
    expect((await visitOf(firm, visit.visitId)).technicianIds).toEqual([]);
    await desk.page.keyboard.press('p');
    await desk.page.getByRole('button', { name: 'Assign 1' }).click();
    await desk.told('1 visit assigned.');
    await until(firm, visit.visitId, 'technicianIds', [expect.any(String)]);
    await desk.page.keyboard.press('Control+z');
    await until(firm, visit.visitId, 'technicianIds', []);
    await desk.row(firm.nina).getByRole('rowheader').click();
    await desk.page.keyboard.press('Shift+F10');
    await desk.page.getByRole('menuitem', { name: 'New event' }).click();
    await desk.page.getByLabel('What it is').fill('Parts pickup');
    await desk.page.getByRole('button', { name: 'Put it on the board' }).click();
    await desk.inRow(firm.nina, 'Parts pickup').waitFor();
    await desk.carry('Parts pickup', firm.technician.memberId);
    expect(await findings(desk.page)).toEqual([]);
    await desk.drop();
    await desk.inRow(firm.technician.memberId, 'Parts pickup').press('Enter');
    await desk.page.getByLabel('Notes').fill('At the depot');
    expect(await findings(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: 'Save' }).click();
    const events = async () => (await firm.desk('GET', '/events')).body.events;
    const [marcus] = [firm.technician.memberId];
    await expect.poll(events, PATIENCE).toMatchObject([{ memberIds: [marcus], notes: 'At the depot' }]);
    await desk.inRow(marcus, 'Parts pickup').click();
    await desk.page.getByRole('button', { name: 'Delete' }).click();
    await desk.told('Parts pickup is off the board.');
    await desk.page.keyboard.press('Control+z');
    await desk.inRow(marcus, 'Parts pickup').waitFor();
    expect(desk.complaints).toEqual([]);
    await desk.close();
  });

  it('moves a visit in time only when told to, and tells the customer after a moment', {
    timeout: LONG,
  }, async () => {
    const firm = await atNoon('times');
    const { visit } = await firm.book({ technicianIds: [] });
    const desk = await openDispatch(browser, stack);
    await desk.signIn('Dee Spatch', 'times');
    await desk.press('Dana Whitfield', 'r');
    await desk.page.getByRole('button', { name: '15 minutes later' }).click();
    await desk.page.getByRole('button', { name: 'Move it' }).click();
    await desk.told('Dana gets the new time.');
    expect((await visitOf(firm, visit.visitId)).window.start).toBe(visit.window.start);
    await desk.page.getByRole('button', { name: 'Undo' }).click();
    await desk.press('Dana Whitfield', 'r');
    await desk.page.getByRole('button', { name: '15 minutes later' }).click();
    await desk.page.getByRole('button', { name: 'Move it' }).click();
    const later = new Date(Date.parse(visit.window.start) + 900_000).toISOString();
    await expect.poll(async () => (await visitOf(firm, visit.visitId)).window.start, PATIENCE).toBe(later);
    await desk.close();
  });

  it('loses nothing that was typed when the session ends', { timeout: LONG }, async () => {
    const firm = await atNoon('expired');
    await firm.book();
    const desk = await openDispatch(browser, stack);
    await desk.signIn('Dee Spatch', 'expired');
    await desk.press('Dana Whitfield', 'Enter');
    const field = desk.page.getByLabel('Write to Dana');
    await field.fill('We have the gate code.');
    await desk.endSession(stack.userPool.clientId);
    await desk.page.getByRole('button', { name: 'Send' }).click();
    await desk.page.getByText('You have been signed out. What you typed is kept.').waitFor();
    await desk.page.getByRole('button', { name: 'Sign in again' }).click();
    await desk.page.getByRole('button', { name: /Dee Spatch.*, expired$/ }).click();
    await desk.page.getByRole('heading', { name: 'Dana Whitfield' }).waitFor();
    expect(await field.inputValue()).toBe('We have the gate code.');
    await desk.page.getByRole('button', { name: 'Send' }).click();
    await expect
      .poll(async () => (await stack.outbox()).map(({ text }) => text), PATIENCE)
      .toContain('We have the gate code.');
    await desk.close();
  });

  it('lists alerts, takes an acknowledgement back, and writes to everybody', { timeout: LONG }, async () => {
    const firm = await atNoon('alerts');
    const now = await stack.now();
    const [start, end] = [now - 2_400_000, now + 1_200_000].map((at) => new Date(at).toISOString());
    await firm.book({ window: { start, end } });
    const open = async () => (await firm.desk('GET', '/alerts?open=true')).body.alerts.length;
    await expect.poll(open, PATIENCE).toBe(1);
    const desk = await openDispatch(browser, stack);
    const { page } = desk;
    await desk.signIn('Dee Spatch', 'alerts');
    await page.getByRole('button', { name: '1 open alert' }).waitFor();
    await page.keyboard.press('b');
    const panel = page.getByRole('complementary', { name: 'Alerts' });
    await panel.getByRole('switch', { name: 'Sound' }).click();
    await expect.poll(() => findings(page), PATIENCE).toEqual([]);
    await panel.getByRole('button', { name: /^Acknowledge: LATE/ }).click();
    await panel.getByText('Nothing waits for anybody.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await panel.getByText(/^LATE: Marcus/).waitFor();
    expect(await open()).toBe(1);
    await panel.getByRole('button', { name: 'Message to all technicians' }).click();
    await panel.getByLabel('Message to all technicians').fill('Fog on the bridge.');
    await panel.getByRole('button', { name: 'Send' }).click();
    await desk.told('All technicians get your message.');
    const { messages } = (await firm.phone('GET', '/me')).body;
    expect(messages).toMatchObject([{ text: 'Fog on the bridge.' }]);
    await panel.getByRole('button', { name: /^Acknowledge: LATE/ }).click();
    await expect.poll(open, PATIENCE).toBe(0);
    await page.reload();
    await page.getByRole('grid').waitFor();
    await page.keyboard.press('b');
    expect(await panel.getByRole('switch', { name: 'Sound' }).getAttribute('aria-checked')).toBe('true');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(desk.complaints).toEqual([]);
    await desk.close();
  });

  it('shows what others do as it happens, and who was quicker', { timeout: LONG }, async () => {
    const firm = await atNoon('two');
    const { visit } = await firm.book(grace());
    const [one, other] = [await openDispatch(browser, stack), await openDispatch(browser, stack)];
    await one.signIn('Dee Spatch', 'two');
    await other.signIn('Olga Owen', 'two');
    await one.press('Grace Turner', 'a');
    await one.page.getByPlaceholder('Type a name').fill('marc');
    await one.page.keyboard.press('Enter');
    await other.inRow(firm.technician.memberId, 'Grace Turner').waitFor();
    // What one has in the hand, the other changes.
    await one.carry('Grace Turner', firm.nina);
    await other.press('Grace Turner', 'h');
    await other.page.getByRole('button', { name: 'Weather' }).click();
    await until(firm, visit.visitId, 'hold', expect.objectContaining({ reason: 'Weather' }));
    await one.drop();
    await one.told(/Olga Owen was quicker: Grace is on hold/);
    await one.inRow(firm.technician.memberId, 'Grace Turner').waitFor();
    await one.page.getByRole('button', { name: 'Apply mine again' }).click();
    await until(firm, visit.visitId, 'technicianIds', [firm.nina]);
    await other.inRow(firm.nina, 'Grace Turner').waitFor();
    await Promise.all([one.close(), other.close()]);
  });

  it('shows the crew on a map, and gives what is selected there to somebody', { timeout: LONG }, async () => {
    const firm = await atNoon('mapped');
    await stack.member('technician', {
      accountId: 'mapped',
      memberId: 'mapped-nell',
      name: 'Nell Never',
    });
    const { visit: one } = await firm.book(grace());
    const { visit: other } = await firm.book({
      ...grace(),
      customer: { name: 'Hugo Reyes', phone: newPhone() },
      address: { line: '9 Elm St', ...southOf(300), timeZone: 'America/Los_Angeles' },
    });
    const { visit: driven } = await firm.book();
    await firm.step(driven.visitId, 'en_route');
    const desk = await openDispatch(browser, stack);
    const { page } = desk;
    await desk.signIn('Dee Spatch', 'mapped');
    await page.keyboard.press('m');
    const map = page.locator('.crew-map[data-drawn]');
    await map.waitFor();
    await page.locator('.crew-item', { hasText: 'Nell Never' }).getByText('Never seen').waitFor();
    const marcus = page.locator(`.crew-marker[data-member="${firm.technician.memberId}"]`);
    await marcus
      .locator('.crew-age, .crew-label')
      .filter({ hasText: /\d+ (s|min)/ })
      .first()
      .waitFor();
    await expect.poll(() => findings(page), PATIENCE).toEqual([]);

    await page.getByRole('button', { name: 'Rectangle' }).click();
    const { x = 0, y = 0, width = 0, height = 0 } = (await map.boundingBox()) ?? {};
    await page.mouse.move(x + 8, y + 70);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
    await page.mouse.move(x + width - 8, y + height - 8, { steps: 4 });
    await page.mouse.up();
    await page.getByRole('heading', { name: '3 visits selected' }).waitFor();
    await page.getByText('Dana Whitfield: somebody is on the way or there already.').waitFor();
    await page.locator('.candidate', { hasText: 'Nina Hart' }).click();
    await page.getByRole('button', { name: 'Assign 2' }).click();
    for (const { visitId } of [one, other]) await until(firm, visitId, 'technicianIds', [firm.nina]);
    await desk.told('2 visits go to Nina Hart.');
    await page.keyboard.press('Control+z');
    for (const { visitId } of [one, other]) await until(firm, visitId, 'technicianIds', []);

    // Without a pointer.
    await page.getByRole('button', { name: /^Visits/ }).press('Enter');
    await page.getByRole('checkbox', { name: /Hugo Reyes/ }).press(' ');
    await page.getByRole('heading', { name: '1 visit selected' }).waitFor();
    await page.keyboard.press('a');
    const [taker = ''] = (await page.locator('.candidate:has(:focus) b').allTextContents()) ?? [];
    await expect.poll(() => findings(page), PATIENCE).toEqual([]);
    await page.keyboard.press('Enter');
    await desk.told(`1 visit goes to ${taker}.`);
    await expect
      .poll(async () => (await visitOf(firm, other.visitId)).technicianIds, PATIENCE)
      .toHaveLength(1);
    expect([desk.foreign(), desk.complaints]).toEqual([[], []]);
    await desk.close();
  });
});
