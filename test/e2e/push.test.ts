import AxeBuilder from '@axe-core/playwright';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSubscription } from '../support/a-subscription.ts';
import { launchBrowser } from '../support/browser.ts';
import { company, southOf } from '../support/company.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
let browser: Browser;
let firm: Awaited<ReturnType<typeof company>>;
beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  firm = await company(stack, 'acme');
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** A visit that somebody is on the way to, followed by a customer whose browser wants to be notified. */
async function aFollowedVisit() {
  const { visit, link } = await firm.book();
  const path = `/t/${link.token}`;
  const subscription = aSubscription();
  const registered = await stack.call('PUT', `${path}/push`, { body: subscription });
  if (registered.status !== 200) throw new Error(registered.text);
  await firm.report([southOf(2000)]);
  await firm.step(visit.visitId, 'en_route');
  await stack.idle();
  const arrive = async () => {
    await firm.step(visit.visitId, 'arrived');
    await stack.idle();
  };
  const said = async () =>
    (await stack.outbox())
      .filter(({ to }) => [visit.customer.phone, subscription.endpoint].includes(to))
      .map(({ channel, text }) => [channel, text.replace(/ - .*/, '')]);
  return { visit, path, subscription, arrive, said };
}

const ON_THE_WAY = ['sms', 'Your technician from Company acme is on the way'];
const ARRIVED = 'Marcus has arrived at your location.';

describe('an arrival', () => {
  it('is pushed to the device and not texted', async () => {
    const { visit, arrive, said } = await aFollowedVisit();
    await arrive();
    expect(await said()).toEqual([ON_THE_WAY, ['push', ARRIVED]]);
    const { body } = await firm.desk('GET', `/visits/${visit.visitId}/messages`);
    expect(body.messages[1]).toMatchObject({ kind: 'arrived', channel: 'push', to: 'web', state: 'sent' });
  });

  it('is texted when the browser has given up its subscription', async () => {
    const { subscription, arrive, said } = await aFollowedVisit();
    await stack.call('POST', '/_local/unsubscribe', { body: { endpoint: subscription.endpoint } });
    await arrive();
    expect(await said()).toEqual([ON_THE_WAY, ['sms', ARRIVED]]);
  });

  it('is texted when the push service refuses, and also when it keeps silent', async () => {
    const refused = await aFollowedVisit();
    await stack.fault({ service: 'webpush', kind: 'error', times: 1 });
    await refused.arrive();
    expect(await refused.said()).toEqual([ON_THE_WAY, ['sms', ARRIVED]]);
    const silent = await aFollowedVisit();
    await stack.fault({ service: 'webpush', kind: 'timeout', when: 'after', times: 1 });
    await silent.arrive();
    expect(await silent.said()).toEqual([ON_THE_WAY, ['push', ARRIVED], ['sms', ARRIVED]]);
    const { body } = await firm.desk('GET', `/visits/${silent.visit.visitId}/messages`);
    expect(body.messages[1]).toMatchObject({ channel: 'sms', state: 'delivered' });
  });
});

let apps = 0;
/** A visit that somebody is on the way to, whose customer has the company's app on two phones. */
async function aVisitWithApps() {
  const { visit } = await firm.book();
  const { customerId } = (await firm.desk('GET', `/visits/${visit.visitId}`)).body.visit.customer;
  const tokens = { ios: `aa${++apps}`, android: `fcm-${apps}` };
  const devices: string[] = [];
  for (const [platform, pushToken] of Object.entries(tokens)) {
    const answer = await firm.desk('PUT', `/customers/${customerId}/devices`, { platform, pushToken });
    if (answer.status !== 201) throw new Error(answer.text);
    devices.push(answer.body.device.deviceId);
  }
  await firm.report([southOf(2000)]);
  await firm.step(visit.visitId, 'en_route');
  await stack.idle();
  return {
    customerId,
    tokens,
    devices,
    arrive: async () => {
      await firm.step(visit.visitId, 'arrived');
      await stack.idle();
    },
    said: async () =>
      (await stack.outbox())
        .filter(({ to }) => [visit.customer.phone, tokens.ios, tokens.android].includes(to))
        .map(({ channel, to, text }) => [channel === 'push' ? to : channel, text.replace(/ - .*/, '')])
        .sort(([a = ''], [b = '']) => a.localeCompare(b)),
    listed: async () => (await firm.desk('GET', `/customers/${customerId}/devices`)).body.devices,
  };
}

describe('an arrival, to the company’s own app', () => {
  it('is pushed to every phone, each once, and not texted', async () => {
    const { tokens, arrive, said } = await aVisitWithApps();
    await arrive();
    expect(await said()).toEqual([[tokens.ios, ARRIVED], [tokens.android, ARRIVED], ON_THE_WAY]);
  });

  it('is pushed to the phones that are left, and the one that is gone is marked', async () => {
    const { tokens, devices, arrive, said, listed } = await aVisitWithApps();
    await stack.call('POST', '/_local/unsubscribe', { body: { token: tokens.ios } });
    await arrive();
    expect(await said()).toEqual([[tokens.android, ARRIVED], ON_THE_WAY]);
    const marked = (await listed()).filter(({ disabledAt }: { disabledAt?: string }) => disabledAt);
    expect(marked.map(({ deviceId }: { deviceId: string }) => deviceId)).toEqual([devices[0]]);
  });

  it('is texted when no phone wants it', async () => {
    const { devices, arrive, said } = await aVisitWithApps();
    for (const device of devices) await firm.desk('PATCH', `/devices/${device}`, { optIn: false });
    await arrive();
    expect(await said()).toEqual([ON_THE_WAY, ['sms', ARRIVED]]);
  });

  it.each(['throttle', 'error', 'timeout'])('is texted within the attempt after a %s', async (kind) => {
    const { arrive, said } = await aVisitWithApps();
    await stack.fault({ service: 'sns', operation: 'Publish', kind, times: 2 });
    await arrive();
    expect(await said()).toEqual([ON_THE_WAY, ['sms', ARRIVED]]);
  });
});

describe('the page in a browser', () => {
  it('offers to notify where it may, and the arrival then goes there', async () => {
    const { visit, link } = await firm.book();
    const context = await browser.newContext();
    const page = await context.newPage();
    const subscription = aSubscription();
    await page.goto(`${stack.url}/t/${link.token}`);
    expect(await page.locator('#ping').isVisible(), 'refused for good').toBe(false);
    // A browser without a head refuses to notify, and there is no push service it could subscribe to.
    await page.addInitScript(`
      Object.defineProperty(Notification, 'permission', { get: () => 'default' });
      Notification.requestPermission = async () => 'granted';
      PushManager.prototype.subscribe = async () => ({ toJSON: () => (${JSON.stringify(subscription)}) });`);
    await page.reload();
    await page.locator('#notify').click();
    await page.locator('#notify', { hasText: 'On' }).waitFor();
    await firm.report([southOf(2000)]);
    for (const status of ['en_route', 'arrived']) await firm.step(visit.visitId, status);
    await stack.idle();
    expect((await stack.outbox()).filter(({ to }) => to === subscription.endpoint)).toHaveLength(1);
    await context.close();
  });

  it('takes preferences, which are then kept', async () => {
    const { link } = await firm.book();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${stack.url}/t/${link.token}`);
    await page.locator('#preferences summary').click();
    await page.locator('[name=sms]').uncheck();
    await page.locator('#preferences [role=status]', { hasText: 'Saved' }).waitFor();
    await page.locator('[name=quiet]').check();
    const { violations } = await new AxeBuilder({ page }).include('#preferences').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await expect
      .poll(async () => (await stack.call('GET', `/t/${link.token}/status`)).body.messages)
      .toEqual({ sms: false, push: true, quietHours: { start: '21:00', end: '08:00' } });
    await context.close();
  });

  it('is there offline, marked as old, until the link is dead', async () => {
    const { visit, link } = await firm.book();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${stack.url}/t/${link.token}`);
    await expect
      .poll(() => page.evaluate('caches.match(location.pathname).then(Boolean)'), { timeout: 8000 })
      .toBe(true);
    const { httpapi } = await stack.usage();
    expect(httpapi['POST /t/{token}/seen'].calls).toBeGreaterThan(0);
    await context.setOffline(true);
    await page.reload();
    expect(await page.locator('#offline').innerText()).toMatch(/^Offline – as of \d{1,2}:\d\d [AP]M$/);
    expect(await page.locator('h1').innerText()).not.toBe('');
    await firm.step(visit.visitId, 'cancelled', { reason: 'moved away' });
    await context.setOffline(false);
    await expect.poll(() => page.locator('h1').innerText()).toBe('There is nothing here');
    expect(await page.evaluate('caches.match(location.pathname).then(Boolean)')).toBe(false);
    await context.close();
  });
});
