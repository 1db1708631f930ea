import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type OutputFile } from 'esbuild';
import { wordsOf } from '../shared/public/language/languages.ts';
import { LANGUAGES, type Language } from '../shared/team/settings.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const TARGET = ['es2022', 'safari16', 'chrome111', 'firefox113'];

/** What browsers get is for the phones people keep for years: Safari 16, Chrome 111. */
const forBrowsers = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  charset: 'utf8',
  write: false as const,
  platform: 'browser',
  target: TARGET,
  legalComments: 'none',
  logLevel: 'warning',
} as const;

/**
 * Names between our own functions, which get shorter: neither a browser, nor a document of ours that travels as JSON,
 * knows one of them.
 */
const OURS =
  /^(somebody|(nowA|a)rrivingAround|onTheWay|hasSetOff|timeComes|distanceAway|updatedAgo|lastSeenAgo|noUpdate|willRefresh|callToAsk|sharedOnly|reconnecting|eyebrow|headline|aside|callFirst|chip|tone|privacy|cutSince|words|drive|locale|phase|failures|retryAt|pollAt|answerAt|due|cut|statusUrl|liveUrl|onStatus|onGone|onCut|moving|chance|startedAt|lasts|hasRoute|along|ground|camera|scale|fix|van|way|home|point|off|element|slope|thickness|doubt|isStale|show|step|size|notes|progress)$/;

/** The customer's page's script in one language. */
export async function pageScript(language: Language): Promise<string> {
  const contents = `
    import { startPage } from './web/customer/page.ts';
    import { startPush } from './web/customer/push.ts';
    import { ${language}Drive } from './shared/public/language/${language}.ts';
    startPage(${language}Drive, '${wordsOf(language).locale}', '${language}');
    startPush();`;
  const { outputFiles } = await build({
    ...forBrowsers,
    format: 'iife',
    mangleProps: OURS,
    // Said often, and long: it has a shorter name that our own sources do not use.
    define: { 'Number.POSITIVE_INFINITY': 'Infinity' },
    stdin: { contents, resolveDir: root, loader: 'ts' },
  });
  // Inside a page, nothing may look like the end of the script.
  return textOf(outputFiles).replaceAll('</', '<\\/');
}

/** The customer's page's style. */
export async function pageStyle(): Promise<string> {
  const { outputFiles } = await build({ ...forBrowsers, entryPoints: ['web/customer/page.css'] });
  return textOf(outputFiles).replaceAll(/(--[\w-]+): /g, '$1:');
}

const textOf = ([file]: OutputFile[]): string => (file?.text ?? '').trim();

/** Writes the page's style and scripts beside the doors that serve them. */
export async function buildPage(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'page.css'), await pageStyle());
  await Promise.all(
    LANGUAGES.map(async (language) =>
      writeFileSync(join(folder, `page.${language}.js`), await pageScript(language)),
    ),
  );
}
