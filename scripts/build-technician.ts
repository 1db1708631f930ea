import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = `${root}/web/technician`;
const PAGE = '/technician';

/** What lies beside the page as it is written. */
const PLAIN = ['technician-manifest.json', 'technician-icon.svg', 'technician-icon.png'];

const forPhones = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  write: false as const,
  platform: 'browser',
  format: 'esm',
  // Phones people keep for years; dialogs and locks have been there as long.
  target: ['es2022', 'safari16', 'chrome111', 'firefox113'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Everything a phone loads before the technician's page works; the page's own file names the others. */
export interface TechnicianFiles {
  /** By where each is served. */
  readonly hashed: Readonly<Record<string, string>>;
  readonly page: string;
  readonly worker: string;
}

/** Builds the technician's page. */
export async function buildTechnician(): Promise<TechnicianFiles> {
  const [script, style] = await Promise.all([bundled('technician.tsx'), bundled('style/technician.css')]);
  const names = {
    'technician.js': hashedName('technician.js', script),
    'technician.css': hashedName('technician.css', style),
  };
  const page = Object.entries(names).reduce(
    (markup, [plain, name]) => markup.replace(`"${plain}"`, `"${name}"`),
    readFileSync(`${SOURCE}/public/technician.html`, 'utf8'),
  );
  const shell = [PAGE, `${PAGE}-config.json`, ...Object.values(names)];
  const worker = await bundled('service-worker.ts', {
    define: { SHELL: JSON.stringify(shell) },
    format: 'iife',
  });
  return { hashed: { [names['technician.js']]: script, [names['technician.css']]: style }, page, worker };
}

/** Writes it where the rest of the site is: `assets`, `fixed`, and `pages` for what has no ending. */
export async function writeTechnician(folder: string): Promise<void> {
  const { hashed, page, worker } = await buildTechnician();
  mkdirSync(`${folder}/pages`, { recursive: true });
  for (const [path, text] of Object.entries(hashed)) writeFileSync(folder + path, text);
  writeFileSync(`${folder}/pages${PAGE}`, page);
  writeFileSync(`${folder}/fixed${PAGE}-worker.js`, worker);
  for (const name of PLAIN) copyFileSync(`${SOURCE}/public/${name}`, `${folder}/fixed/${name}`);
}

async function bundled(name: string, more: BuildOptions = {}): Promise<string> {
  const { outputFiles } = await build({ ...forPhones, ...more, entryPoints: [`${SOURCE}/${name}`] });
  return outputFiles?.[0]?.text ?? '';
}

function hashedName(name: string, text: string): string {
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 12);
  return `/assets/${name.replace('.', `.${hash}.`)}`;
}
