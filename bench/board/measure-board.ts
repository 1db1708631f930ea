import type { Page } from '@playwright/test';
import { serveDispatch, signInAs } from '../../scripts/screenshots-dispatch.ts';
import { launchBrowser } from '../../test/support/browser.ts';
import { manyVisits } from '../../test/support/dispatch-stories.ts';
import type { Row, Section } from '../report/row.ts';

const VISITS = 300;
const TECHNICIANS = 40;
const FRAME_MS = 1000 / 60;
const LONG_TASK_MS = 50;

/** What the page notes while something is done to it. */
const NOTE = `(() => {
  const noted = { frames: [], tasks: [] };
  let before = performance.now();
  const frame = (now) => { noted.frames.push(now - before); before = now; noted.next = requestAnimationFrame(frame); };
  noted.next = requestAnimationFrame(frame);
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) noted.tasks.push(duration);
  });
  observer.observe({ entryTypes: ['longtask'] });
  window.stopNoting = () => { cancelAnimationFrame(noted.next); observer.disconnect(); return noted; };
})()`;

interface Noted {
  readonly frames: readonly number[];
  readonly tasks: readonly number[];
}

/** A full day on the board in a real browser: how smooth a drag is, and how soon a change is to be seen. */
export async function measureBoard(): Promise<Section> {
  const day = manyVisits(VISITS, TECHNICIANS);
  const { url, stop } = await serveDispatch(() => day);
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await signInAs(page, url, day);
    await page.locator('.scroller .block').nth(20).waitFor();
    const drag = await noted(page, () => carryAbout(page));
    const scroll = await noted(page, () => scrollDown(page));
    return {
      title: `The office's board, ${VISITS} visits of ${TECHNICIANS} technicians, in Chromium`,
      rows: [...rowsOf('dragging', drag), ...rowsOf('scrolling', scroll)],
    };
  } finally {
    await browser.close();
    stop();
  }
}

async function noted(page: Page, act: () => Promise<void>): Promise<Noted> {
  await page.evaluate(NOTE);
  await act();
  return page.evaluate('window.stopNoting()');
}

/** A visit is taken out of the lane of nobody, and carried up and down over the rows for some seconds. */
async function carryAbout(page: Page): Promise<void> {
  const box = await page.locator('.row.unassigned .block').first().boundingBox();
  if (!box) throw new Error('Nothing can be taken hold of.');
  await page.mouse.move(box.x + 20, box.y + 12);
  await page.mouse.down();
  for (let step = 0; step < 240; step++)
    await page.mouse.move(box.x + 20 + (step % 60), 300 + 240 * Math.sin(step / 12));
  await page.keyboard.press('Escape');
  await page.mouse.up();
}

async function scrollDown(page: Page): Promise<void> {
  await page.mouse.move(700, 500);
  for (let step = 0; step < 120; step++) await page.mouse.wheel(0, step < 60 ? 40 : -40);
}

function rowsOf(doing: string, { frames, tasks }: Noted): Row[] {
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  const long = tasks.filter((duration) => duration > LONG_TASK_MS);
  const worst = Math.max(0, ...long);
  return [
    { what: `a frame while ${doing}, the middle one`, figure: at(0.5), unit: 'ms', bound: FRAME_MS * 1.05 },
    {
      what: `a frame while ${doing}, 95 of 100`,
      figure: at(0.95),
      unit: 'ms',
      note: `${frames.length} frames`,
    },
    {
      what: `tasks over ${LONG_TASK_MS} ms while ${doing}`,
      figure: long.length,
      unit: '',
      note: long.length > 0 ? `the longest took ${Math.round(worst)} ms` : 'none',
    },
  ];
}
