import type { Browser } from '@playwright/test';
import { html } from '../shared/kernel/html.ts';
import { LANGUAGES } from '../shared/team/settings.ts';
import { MAIL_STORIES, mailOf } from '../test/support/mail-stories.ts';

/** CSS pixels: a phone, and the pane of a mail program. */
const WIDTHS = [390, 600];

/** Takes a picture of every mail that looks different, in each language, light and dark, side by side at both widths. */
export async function shootMails(
  browser: Browser,
  folder: string,
  only?: readonly string[],
): Promise<number> {
  const names = Object.keys(MAIL_STORIES).filter((name) => !only || only.includes(`mail-${name}`));
  const page = await browser.newPage({ viewport: { width: 1062, height: 200 } });
  page.on('pageerror', (error) => console.error(error.message));
  for (const name of names) {
    for (const language of LANGUAGES) {
      await page.setContent(sideBySide(mailOf(name, language)));
      await page.evaluate(AS_HIGH_AS_THEY_ARE);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({
          path: `${folder}/mail-${name}-${language}-${colorScheme}.png`,
          fullPage: true,
        });
      }
    }
  }
  await page.close();
  return names.length * LANGUAGES.length * 2;
}

const sideBySide = ({ subject, html: mail }: { subject: string; html: string }): string =>
  html`<!doctype html><meta name="color-scheme" content="light dark"><title>${subject}</title>
<style>body{margin:0;padding:24px;display:flex;gap:24px;align-items:start;background:#8b93a3;font:600 15px/20px system-ui;color:#fff}p{margin:0 0 8px}iframe{display:block;border:0;height:10px}</style>
${WIDTHS.map((width) => html`<div style="width:${width}px"><p>${subject}</p><iframe width="${width}" srcdoc="${mail}"></iframe></div>`)}`
    .markup;

const AS_HIGH_AS_THEY_ARE = `for (const frame of document.querySelectorAll('iframe'))
  frame.style.height = frame.contentDocument.documentElement.scrollHeight + 'px';`;
