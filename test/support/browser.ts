import { type Browser, chromium as playwright } from '@playwright/test';

/** Draws maps without a graphics card. */
export const WEBGL = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'];

/** A real Chromium: the one CHROME_PATH names, else the one inside an npm package, unpacked on first use. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const own = process.env['CHROME_PATH'];
  if (own) return playwright.launch({ executablePath: own, args: [...more] });
  // The package unpacks the libraries a bare machine lacks only where it believes to be in Lambda.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((argument) => argument !== '--single-process'), ...more],
    headless: true,
  });
}
