import AxeBuilder from '@axe-core/playwright';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aSubscription } from '../support/a-subscription.ts';
import { launchBrowser } from '../support/browser.ts';
import { company, newPhone, SITE } from '../support/company.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { openTechnician, PATIENCE } from '../support/technician-page.ts';

let stack: Stack;
let browser: Browser;
beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** A company that can text its technician. */
async function aCompany(accountId: string) {
  const firm = await company(stack, accountId);
  const member = `/team/members/${firm.technician.memberId}`;
  const number = newPhone();
  const changed = await firm.boss('PATCH', member, { phone: number });
  if (changed.status !== 200) throw new Error(changed.text);
  return { firm, number, path: `${member}/message` };
}

it('what the office writes stays on the technician’s page until they have got it, without a signal too', {
  timeout: 240_000,
}, async () => {
  const { firm, number, path } = await aCompany('acme');
  const text = 'Fog on the bridge. Please take the tunnel.';
  const newest = async () => (await firm.desk('GET', `${path}s`)).body.messages[0];
  expect((await firm.desk('POST', path, { text })).status).toBe(202);
  await stack.idle();
  const left = (await stack.outbox()).filter(({ to }) => to === number);
  expect(left.map((one) => [one.channel, one.text])).toEqual([['sms', text]]);
  expect(await newest()).toMatchObject({ state: 'delivered', channel: 'sms' });

  const phone = await openTechnician(browser, stack, SITE);
  await phone.signIn('Marcus Bell', 'acme');
  await phone.page.getByText(text).waitFor();
  expect((await new AxeBuilder({ page: phone.page }).analyze()).violations).toEqual([]);
  await phone.installed();
  await phone.context.setOffline(true);
  await phone.page.getByRole('button', { name: 'Got it' }).click();
  await phone.page.getByText(text).waitFor({ state: 'detached' });
  expect(await phone.waiting()).toHaveLength(1);
  expect(await newest()).not.toHaveProperty('acknowledgedAt');
  await phone.page.reload();
  await phone.page.locator('.pill').waitFor();
  expect(await phone.page.getByText(text).isVisible()).toBe(false);
  await phone.context.setOffline(false);
  await expect.poll(async () => (await newest()).acknowledgedAt, PATIENCE).toBeDefined();
  await expect.poll(phone.waiting, PATIENCE).toEqual([]);
  await phone.close();
});

it('it goes to the browser that the technician’s page has subscribed, and is texted once that is off again', {
  timeout: 240_000,
}, async () => {
  const { firm, path } = await aCompany('notified');
  const subscription = aSubscription();
  const phone = await openTechnician(browser, stack, SITE);
  // A browser without a head refuses to notify, and there is no push service it could subscribe to.
  await phone.context.addInitScript(`
    const held = () => sessionStorage.held === 'yes' && ({
      toJSON: () => (${JSON.stringify(subscription)}),
      unsubscribe: async () => { sessionStorage.held = 'no'; },
    });
    Object.defineProperty(Notification, 'permission', { get: () => 'default' });
    Notification.requestPermission = async () => 'granted';
    PushManager.prototype.getSubscription = async () => held() || null;
    PushManager.prototype.subscribe = async () => { sessionStorage.held = 'yes'; return held(); };`);
  await phone.page.reload();
  await phone.signIn('Marcus Bell', 'notified');
  await phone.installed();
  await phone.page.getByRole('button', { name: 'Settings of this phone' }).click();
  const notify = phone.page.getByRole('switch', { name: /Notify me/ });
  await notify.click();
  await expect.poll(() => notify.isChecked(), PATIENCE).toBe(true);
  expect((await new AxeBuilder({ page: phone.page }).analyze()).violations).toEqual([]);
  const said = async (text: string) => {
    await firm.desk('POST', path, { text });
    await stack.idle();
    return (await stack.outbox()).filter((one) => one.text === text).map(({ channel }) => channel);
  };
  expect(await said('Early finish today.')).toEqual(['push']);
  await notify.click();
  await expect.poll(() => notify.isChecked(), PATIENCE).toBe(false);
  await stack.call('POST', '/_local/unsubscribe', { body: { endpoint: subscription.endpoint } });
  expect(await said('Early start tomorrow.')).toEqual(['sms']);
  await phone.close();
});
