import type { Browser, Locator, Page } from '@playwright/test';
import { openPage } from './open-page.ts';
import type { Stack } from './stack.ts';
import { PATIENCE } from './technician-page.ts';

/** Somebody of the office at a desk. */
export async function openDispatch(browser: Browser, stack: Pick<Stack, 'url'>, hash = '') {
  const opened = await openPage(browser, `${stack.url}/dispatch${hash}`, {
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const { page } = opened;
  page.setDefaultTimeout(PATIENCE.timeout);
  const block = (name: string): Locator =>
    page.getByRole('gridcell', { name: new RegExp(`^${name}`) }).first();
  return {
    ...opened,
    block,
    row: (memberId: string): Locator => page.locator(`.row[data-row="${memberId}"]`),
    inRow: (memberId: string, name: string): Locator =>
      page.locator(`.row[data-row="${memberId}"]`).getByRole('gridcell', { name: new RegExp(`^${name}`) }),
    chooseMember: (name: string, account: string) => chooseMember(page, name, account),
    async signIn(name: string, account: string): Promise<void> {
      await chooseMember(page, name, account);
      await page.getByRole('grid').waitFor();
    },
    /** Takes hold of a visit and carries it into a row, to the side by so many px; it is still held. */
    async carry(name: string, memberId: string, by = 0): Promise<void> {
      const from = await boxOf(block(name));
      const to = await boxOf(page.locator(`.row[data-row="${memberId}"]`));
      await page.mouse.move(from.x + 20, from.y + 12);
      await page.mouse.down();
      await page.mouse.move(from.x + 24, from.y + 20, { steps: 3 });
      await page.mouse.move(from.x + 20 + by, to.y + 24, { steps: 5 });
    },
    drop: () => page.mouse.up(),
    async press(name: string, ...keys: string[]): Promise<void> {
      await block(name).focus();
      for (const key of keys) await page.keyboard.press(key);
    },
    /** As when it is ended elsewhere, or ninety days are over: what the browser holds is worth nothing any more. */
    async endSession(clientId: string): Promise<void> {
      await fetch(`${stack.url}/_local/sign-in/oauth2/revoke`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: clientId, token: await page.evaluate<string>(AGE_SESSION) }),
      });
    },
    /** What is said in the corner. */
    told: (words: string | RegExp) => page.locator('.toast').filter({ hasText: words }).waitFor(),
  };
}

const AGE_SESSION = `(async () => {
  const answered = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const database = await answered(indexedDB.open('dispatch-sign-in'));
  const kept = database.transaction('kept', 'readwrite').objectStore('kept');
  const session = await answered(kept.get('session'));
  await answered(kept.put({ ...session, until: 0 }, 'session'));
  database.close();
  return session.refreshToken;
})()`;

async function boxOf(element: Locator) {
  await element.waitFor();
  const box = await element.boundingBox();
  if (!box) throw new Error('It is not to be seen.');
  return box;
}

async function chooseMember(page: Page, name: string, account: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: new RegExp(`${name}.*, ${account}$`) }).click();
}
