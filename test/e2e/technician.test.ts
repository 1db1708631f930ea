import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { company, newPhone, SITE, southOf } from '../support/company.ts';
import { noonZone } from '../support/noon.ts';
import { openPage } from '../support/open-page.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { openTechnician, PATIENCE, RECEIVER } from '../support/technician-page.ts';

/** A whole drive takes its time, and more of it on a busy machine. */
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

const luis = {
  customer: { name: 'Luis Ortega', phone: newPhone() },
  address: { line: '77 Bergen St', lat: 37.8, lng: -122.42 },
};
/** A window that begins in so many hours. */
const inHours = (hours: number) => ({
  start: new Date(Date.now() + hours * 3_600_000).toISOString(),
  end: new Date(Date.now() + (hours + 0.5) * 3_600_000).toISOString(),
});
const statusOf = async (firm: Firm, visitId: string) =>
  (await firm.desk('GET', `/visits/${visitId}`)).body.visit.status;
/** As `expect.poll`, which does not know whose test it is where several run at once. */
const eventually = <T>(
  look: () => Promise<T>,
  holds: (value: T) => void,
  patience: typeof PATIENCE = PATIENCE,
) => vi.waitFor(async () => holds(await look()), patience);
const until = (firm: Firm, visitId: string, status: string) =>
  eventually(
    () => statusOf(firm, visitId),
    (seen) => expect(seen).toBe(status),
  );
const lastSeen = async (firm: Firm) => (await firm.desk('GET', '/technicians/positions')).body.technicians[0];
const permissionOf = async (firm: Firm) =>
  (await firm.desk('GET', '/technicians/positions')).body.technicians[0]?.permission;
const findings = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

// Much of it is waiting for a receiver and for the next batch: three at a time wait together.
describe.concurrent("the technician's page", () => {
  it('drives a whole visit, and the customer’s page follows', { timeout: LONG }, async () => {
    const firm = await company(stack, 'drive');
    const { visit, link } = await firm.book({ notes: 'Side door, code 4471.' });
    const phone = await openTechnician(browser, stack, southOf(1500));
    await phone.signIn('Marcus Bell', 'drive');
    await phone.page.getByText('Side door, code 4471.').waitFor();
    await phone.pill('Sharing');
    await phone.hold('Confirm', 'Telling the office');
    await until(firm, visit.visitId, 'dispatched');
    await phone.tap('On my way', 'Yes, on my way');
    await until(firm, visit.visitId, 'en_route');
    const customer = await openPage(browser, link.url);
    for (const meters of [1000, 600, 300]) {
      const here = southOf(meters);
      const seen = phone.standingAt(here, async () => (await lastSeen(firm)).lat);
      await eventually(seen, (lat) => expect(lat).toBeCloseTo(here.lat, 4), RECEIVER);
    }
    await phone.page.getByText('Dana sees').first().waitFor();
    const arrival = phone.standingAt(SITE, () => statusOf(firm, visit.visitId));
    await eventually(arrival, (status) => expect(status).toBe('arrived'), RECEIVER);
    await customer.page
      .getByText(/has arrived/)
      .first()
      .waitFor(PATIENCE);
    await phone.page.getByText('You’ve arrived').waitFor();
    await phone.page.getByText('Dana was told at').waitFor();
    await phone.hold('Complete', 'Closing Dana’s visit');
    await until(firm, visit.visitId, 'completed');
    await phone.page.getByText('All done for today').waitFor();
    await phone.pill('Sharing off');
    expect([phone.foreign(), phone.complaints.filter((one) => !one.includes('404'))]).toEqual([[], []]);
    await Promise.all([phone.close(), customer.close()]);
  });

  it('keeps steps and positions through a reload without a signal, and sends them in order', {
    timeout: LONG,
  }, async () => {
    const firm = await company(stack, 'offline');
    const dana = await firm.book();
    const next = await firm.book({
      ...luis,
      window: inHours(2),
    });
    for (const status of ['en_route', 'arrived']) await firm.step(dana.visit.visitId, status);
    const phone = await openTechnician(browser, stack, SITE);
    await phone.signIn('Marcus Bell', 'offline');
    await phone.pill('Sharing');
    await phone.installed();
    await phone.context.setOffline(true);
    await phone.hold('Complete', 'Closing Dana’s visit');
    await phone.page.getByText('Waiting to send').waitFor();
    await phone.hold('Confirm', 'Telling the office');
    await phone.page.getByText('Luis confirmed').waitFor();
    await phone.moveTo(southOf(400));
    await phone.pill(/Queued [1-9]/);
    await phone.page.reload();
    await phone.page.getByText('Dana completed').waitFor();
    await phone.page.getByText('Luis confirmed').waitFor();
    await phone.pill(/Queued [1-9]/);
    expect(await statusOf(firm, dana.visit.visitId)).toBe('arrived');
    const saved = await phone.waiting();
    await phone.context.setOffline(false);
    await until(firm, dana.visit.visitId, 'completed');
    await until(firm, next.visit.visitId, 'dispatched');
    const { completedAt } = (await firm.desk('GET', `/visits/${dana.visit.visitId}`)).body.visit;
    expect(completedAt).toBe(saved[0]);
    await eventually(
      async () => (await lastSeen(firm)).lat,
      (lat) => expect(lat).toBeCloseTo(southOf(400).lat, 4),
    );
    await eventually(phone.waiting, (steps) => expect(steps).toEqual([]));
    await phone.close();
  });

  it('says why the office’s system refuses a step, and goes on', { timeout: LONG }, async () => {
    const firm = await company(stack, 'refused');
    const { visit } = await firm.book();
    const far = await firm.book({
      ...luis,
      window: inHours(2),
    });
    const phone = await openTechnician(browser, stack, SITE);
    await phone.signIn('Marcus Bell', 'refused');
    await phone.page.getByText('48 Willow Ln').waitFor();
    await phone.context.setOffline(true);
    await phone.hold('Confirm', 'Telling the office');
    await firm.step(visit.visitId, 'cancelled', { reason: 'called off' });
    await phone.context.setOffline(false);
    await phone.page.getByText(/The office cancelled this at/).waitFor();
    await phone.page.getByRole('button', { name: 'OK' }).click();
    await phone.page.getByText('77 Bergen St').waitFor();
    const other = await firm.book();
    await phone.page.reload();
    await phone.tap('Confirm', 'Yes, confirm');
    await until(firm, other.visit.visitId, 'dispatched');
    await phone.context.setOffline(true);
    await firm.step(far.visit.visitId, 'en_route');
    await phone.tap('On my way', 'Yes, on my way');
    await phone.context.setOffline(false);
    await phone.page.getByText('You’re still on the way to Luis').waitFor();
    expect(await findings(phone.page)).toEqual([]);
    await phone.page.getByRole('button', { name: 'Open Luis' }).click();
    await phone.page.getByText('Driving to Luis').waitFor();
    await phone.close();
  });

  it('asks whoever drives off what comes next, and takes no tap for an answer', {
    timeout: LONG,
  }, async () => {
    const firm = await company(stack, 'next');
    // At noon, so that the next visit is on the same day.
    await firm.boss('PUT', '/settings', { company: { timeZone: noonZone(await stack.now()) } });
    const { visit } = await firm.book();
    const next = await firm.book({ ...luis, window: inHours(1.5) });
    await firm.step(next.visit.visitId, 'dispatched');
    await firm.step(visit.visitId, 'en_route');
    await firm.report([
      { ...southOf(500), ago: 400 },
      { ...southOf(20), ago: 360, speed: 1 },
    ]);
    await stack.idle();
    await firm.step(visit.visitId, 'arrived');
    await firm.report([{ ...southOf(160), ago: 10 }, southOf(260)]);
    await stack.idle();
    const phone = await openTechnician(browser, stack, southOf(400));
    await phone.signIn('Marcus Bell', 'next');
    await phone.page.getByText('Start next visit?').waitFor();
    expect(await findings(phone.page)).toEqual([]);
    await phone.tap('Done, on to Luis', 'Not yet');
    expect(await statusOf(firm, next.visit.visitId)).toBe('dispatched');
    await phone.tap('Done, on to Luis', 'Yes, on my way');
    await until(firm, visit.visitId, 'completed');
    await until(firm, next.visit.visitId, 'en_route');
    await phone.page.getByText('Driving to Luis').waitFor();
    await phone.close();
  });

  it('is one phone in two tabs: what is done in one is done, and off is off', { timeout: LONG }, async () => {
    const firm = await company(stack, 'tabs');
    await stack.member('technician', { accountId: 'tabs', memberId: 'tabs-ana', name: 'Ana Reyes' });
    const { visit } = await firm.book();
    const one = await openTechnician(browser, stack, SITE);
    await one.signIn('Marcus Bell', 'tabs');
    await one.pill('Sharing');
    const other = await one.anotherTab();
    await other.pill('Sharing');
    await one.hold('Confirm', 'Telling the office');
    await until(firm, visit.visitId, 'dispatched');
    await other.page.getByRole('button', { name: 'On my way' }).waitFor();
    await one.context.setOffline(true);
    await other.hold('On my way', 'Texting Dana');
    await one.page.getByText('On my way to Dana').waitFor();
    await one.context.setOffline(false);
    await until(firm, visit.visitId, 'en_route');
    await one.page.getByRole('button', { name: 'Arrived' }).waitFor();
    const { entries } = (await firm.desk('GET', `/visits/${visit.visitId}/timeline`)).body;
    const kinds = entries.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(['visit.created', 'visit.dispatched', 'visit.en_route']);
    await one.page.locator('.pill').click();
    await one.page.getByRole('switch', { name: 'Share my position' }).uncheck();
    for (const tab of [one, other]) await tab.pill('Sharing off');
    await one.page.keyboard.press('Escape');
    await other.page.getByRole('button', { name: 'Settings of this phone' }).click();
    await other.page.getByRole('button', { name: 'Sign out' }).click();
    await other.signIn('Ana Reyes', 'tabs');
    // What is done in the tab of the one before is not done in the name of the other.
    await one.hold('Arrived', 'Telling Dana');
    await one.page.getByText(/Saved .* Sign in to send it/).waitFor();
    expect(await statusOf(firm, visit.visitId)).toBe('en_route');
    await one.close();
  });

  it('sends what could still be undone with a page that goes', {
    timeout: LONG,
  }, async () => {
    const firm = await company(stack, 'gone');
    const { visit } = await firm.book();
    for (const status of ['dispatched', 'en_route']) await firm.step(visit.visitId, status);
    const phone = await openTechnician(browser, stack, southOf(1500));
    await phone.signIn('Marcus Bell', 'gone');
    await phone.pill('Sharing');
    await phone.tap('Arrived', 'Yes, arrived');
    await phone.page.getByRole('button', { name: 'Undo' }).waitFor();
    await phone.page.goto('about:blank');
    await until(firm, visit.visitId, 'arrived');
    // It has left, and nobody is offered to take it back.
    await phone.page.goto(`${stack.url}/technician`);
    await phone.page.getByRole('button', { name: 'Complete' }).waitFor();
    await eventually(phone.waiting, (steps) => expect(steps).toEqual([]));
    await phone.close();
  });

  it('keeps whoever works by keys where they are', { timeout: LONG }, async () => {
    const firm = await company(stack, 'keys');
    const { visit } = await firm.book();
    const far = await firm.book({ ...luis, window: inHours(2) });
    await firm.step(visit.visitId, 'dispatched');
    const phone = await openTechnician(browser, stack, SITE);
    await phone.signIn('Marcus Bell', 'keys');
    await phone.page.getByRole('button', { name: 'On my way' }).focus();
    const focused = () => phone.page.evaluate<string>('document.activeElement.innerText');
    const isAt = (name: string) => eventually(focused, (text) => expect(text).toContain(name));
    /** A button that has only just appeared does not listen yet; one more press would answer the question. */
    const press = async (then: string) => {
      const answer = phone.page.getByRole('button', { name: then });
      await eventually(
        async () => {
          if (!(await answer.isVisible())) await phone.page.keyboard.press('Enter');
          return focused();
        },
        (text) => expect(text).toContain(then),
        { ...PATIENCE, interval: 3000 },
      );
    };
    await press('Not yet');
    await phone.page.keyboard.press('Enter');
    await isAt('On my way');
    await press('Not yet');
    await phone.page.keyboard.press('Tab');
    await phone.page.keyboard.press('Enter');
    await isAt('Undo');
    await phone.page.keyboard.press('Enter');
    await isAt('On my way');
    await phone.context.setOffline(true);
    await firm.step(far.visit.visitId, 'en_route');
    await press('Not yet');
    await phone.page.keyboard.press('Tab');
    await phone.page.keyboard.press('Enter');
    await isAt('Undo');
    await phone.context.setOffline(false);
    await isAt('Open Luis');
    await phone.close();
  });

  it.each([10, -10])(
    'knows what time it is on a phone whose clock is %i minutes off',
    {
      timeout: LONG,
    },
    async (minutes) => {
      const account = `clock${minutes}`;
      const firm = await company(stack, account);
      const { visit } = await firm.book();
      const phone = await openTechnician(browser, stack, southOf(1500));
      await phone.signIn('Marcus Bell', account);
      await phone.pill('Sharing');
      await phone.setClock(minutes);
      await phone.pill('Sharing');
      await firm.step(visit.visitId, 'dispatched');
      await phone.page.reload();
      await phone.tap('On my way', 'Yes, on my way');
      await until(firm, visit.visitId, 'en_route');
      const isNow = (at: string) => expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(5 * 60_000);
      isNow((await firm.desk('GET', `/visits/${visit.visitId}`)).body.visit.enRouteAt);
      const here = southOf(900);
      await eventually(
        phone.standingAt(here, async () => (await lastSeen(firm)).lat),
        (lat) => expect(lat).toBeCloseTo(here.lat, 4),
        RECEIVER,
      );
      isNow((await lastSeen(firm)).at);
      await phone.close();
    },
  );

  it('says so where nothing tells it the time, and keeps what was not taken', { timeout: LONG }, async () => {
    const firm = await company(stack, 'timeless');
    const { visit } = await firm.book();
    const phone = await openTechnician(browser, stack, SITE);
    await phone.signIn('Marcus Bell', 'timeless');
    await phone.pill('Sharing');
    await phone.context.route(/\/(visits|positions|me|settings)/, async (route) => {
      const response = await route.fetch();
      const { date: _, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    await phone.setClock(10);
    await phone.pill('Wrong clock');
    await eventually(phone.kept, (lats) => expect(lats.length).toBeGreaterThan(0));
    await phone.tap('Confirm', 'Yes, confirm');
    await phone.page.getByText('This phone’s clock is wrong.').waitFor();
    expect(await statusOf(firm, visit.visitId)).toBe('pending_dispatch');
    await phone.close();
  });

  it('is not for the office, which it tells so', { timeout: LONG }, async () => {
    await company(stack, 'desk');
    const phone = await openTechnician(browser, stack, SITE);
    await phone.chooseMember('Dee Spatch', 'desk');
    await phone.page.getByText('This page is for technicians.').waitFor();
    expect(await findings(phone.page)).toEqual([]);
    await phone.page.getByRole('button', { name: 'Sign out' }).click();
    await phone.page.getByRole('button', { name: 'Sign in' }).waitFor();
    await phone.close();
  });

  it('tells a customer that it will be later, in the very words it showed', { timeout: LONG }, async () => {
    const firm = await company(stack, 'late');
    const { visit } = await firm.book();
    const phone = await openTechnician(browser, stack, SITE);
    await phone.signIn('Marcus Bell', 'late');
    await phone.page.getByRole('button', { name: 'Late' }).click();
    await phone.page.getByRole('button', { name: '45 min' }).click();
    await phone.page.getByRole('button', { name: 'Traffic' }).click();
    expect(await findings(phone.page)).toEqual([]);
    const shown = (await phone.page.locator('blockquote').innerText()).split('\n').pop() ?? '';
    expect(shown).toContain('about 45 min late');
    await phone.page.getByRole('button', { name: 'Tell Dana and the office' }).click();
    const texts = async () => (await stack.outbox()).filter(({ to }) => to === visit.customer.phone);
    await eventually(texts, (told) => expect(told.map(({ text }) => text)).toEqual([shown]));
    await phone.page.getByText('Told: about 45 min late').waitFor();
    await phone.close();
  });

  it('loses nothing when the session ends, and sends it when its owner is back', {
    timeout: LONG,
  }, async () => {
    const firm = await company(stack, 'session');
    const { visit } = await firm.book();
    const phone = await openTechnician(browser, stack, SITE);
    await phone.signIn('Marcus Bell', 'session');
    await phone.pill('Sharing');
    await phone.endSession(stack.userPool.clientId);
    await phone.hold('Confirm', 'Telling the office');
    await phone.pill('Signed out');
    await phone.page.getByText(/Saved .* Sign in to send it/).waitFor();
    expect(await statusOf(firm, visit.visitId)).toBe('pending_dispatch');
    await phone.page.locator('.pill').click();
    expect(await findings(phone.page)).toEqual([]);
    await phone.signIn('Marcus Bell', 'session');
    await until(firm, visit.visitId, 'dispatched');
    await phone.page.getByRole('button', { name: 'Settings of this phone' }).click();
    await phone.page.getByRole('button', { name: 'Sign out' }).click();
    await phone.page.getByRole('heading', { name: /Sign in for today/ }).waitFor();
    await phone.close();
  });

  it('asks for permission on a tap alone, and works without it', { timeout: LONG }, async () => {
    const firm = await company(stack, 'blocked');
    const { visit } = await firm.book();
    // Whoever was never seen is not on the office's map.
    await firm.report([southOf(900)]);
    const phone = await openTechnician(browser, stack, undefined, { viewport: { width: 320, height: 640 } });
    await phone.signIn('Marcus Bell', 'blocked');
    await phone.pill('Turn on');
    await phone.page.locator('.pill').click();
    await phone.page.getByRole('button', { name: 'Allow location' }).click();
    await phone.page.getByText('Location is blocked').waitFor();
    expect(await findings(phone.page)).toEqual([]);
    await phone.page.getByRole('button', { name: 'Work without it' }).click();
    await phone.pill('Blocked');
    await eventually(
      () => permissionOf(firm),
      (permission) => expect(permission).toBe('denied'),
    );
    await phone.hold('Confirm', 'Telling the office');
    await until(firm, visit.visitId, 'dispatched');
    await phone.close();
  });
});

describe('each state of it', () => {
  const STATES: readonly (readonly [string, readonly string[]])[] = [
    ['before the drive', []],
    ['on the road', ['en_route']],
    ['on site', ['en_route', 'arrived']],
    ['after the last visit', ['en_route', 'completed']],
  ];

  it.each(STATES)(
    '%s fits 320 pixels and has nothing axe objects to, light and dark',
    { timeout: LONG },
    async (name, steps) => {
      const account = name.replaceAll(' ', '-');
      const firm = await company(stack, account);
      // Where the town has streets, which are drawn then, with their names.
      const address = { line: '48 Willow Ln', timeZone: 'America/Los_Angeles' };
      const { visit } = await firm.book({
        address,
        notes: 'Furnace is in the basement.',
        priority: 'urgent',
      });
      for (const status of steps) await firm.step(visit.visitId, status);
      const { lat, lng } = visit.address;
      const near = { lat: lat - 0.006, lng };
      const phone = await openTechnician(browser, stack, near, { viewport: { width: 320, height: 640 } });
      await phone.signIn('Marcus Bell', account);
      if (name === 'on the road') await phone.page.locator('.names text').first().waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await phone.page.emulateMedia({ colorScheme });
        expect(await findings(phone.page)).toEqual([]);
      }
      const width = await phone.page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(320);
      await phone.close();
    },
  );

  it('speaks Spanish to whoever does', { timeout: LONG }, async () => {
    const firm = await company(stack, 'habla');
    await firm.book();
    const phone = await openTechnician(browser, stack, southOf(700), { locale: 'es-MX' });
    await phone.page.getByRole('button', { name: 'Iniciar sesión' }).click();
    await phone.page.getByRole('button', { name: /Marcus Bell.*, habla$/ }).click();
    await phone.pill('Comparte');
    await phone.page.getByText('Mantenga pulsado').waitFor();
    expect(await phone.page.getAttribute('html', 'lang')).toBe('es');
    await phone.close();
  });
});

describe('its settings', () => {
  it('set up another app, which then reports in its place', { timeout: LONG }, async () => {
    const firm = await company(stack, 'other-app');
    await firm.book();
    const phone = await openTechnician(browser, stack, SITE);
    await phone.signIn('Marcus Bell', 'other-app');
    await phone.page.getByRole('button', { name: 'Settings of this phone' }).click();
    await phone.page.getByRole('button', { name: 'Make set-up links' }).click();
    const link = phone.page.getByRole('link', { name: 'Set up Overland' });
    const url = new URL((await link.getAttribute('href')) ?? '').searchParams.get('url') ?? '';
    await phone.page.getByRole('switch', { name: /This page rests/ }).check();
    expect(await findings(phone.page)).toEqual([]);
    await phone.page.getByRole('button', { name: 'Back' }).click();
    await phone.pill('Other app');
    const here = southOf(2000);
    const locations = [
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [here.lng, here.lat] },
        properties: { timestamp: new Date().toISOString(), horizontal_accuracy: 5 },
      },
    ];
    expect((await stack.call('POST', new URL(url).pathname, { body: { locations } })).body).toEqual({
      result: 'ok',
    });
    expect((await lastSeen(firm)).lat).toBeCloseTo(here.lat, 4);
    await phone.close();
  });
});
