import type { Browser, BrowserContextOptions } from '@playwright/test';

/** A page on a phone, unless told otherwise, with all it asks for and all it complains of. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  const { origin } = new URL(url);
  /** What it asked of others than us; what lies in an address itself is asked of nobody. */
  const foreign = () => requests.filter((asked) => !asked.startsWith(origin) && !asked.startsWith('data:'));
  return { page, requests, complaints, foreign, close: () => context.close() };
}
