import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = `${root}/web/dispatch`;
const PAGE = '/dispatch';

/** Reads the map's tiles; the page names it, for a script cannot know what the hash of another one is. */
const MAP_WORKER = 'maplibre-gl/dist/maplibre-gl-worker.mjs';

/** What lies beside the page as it is written. */
const PLAIN = ['dispatch-icon.svg'];

/** Everything the office's page is made of. */
export interface DispatchFiles {
  /** By where each is served; the names tell what is in them. */
  readonly hashed: Readonly<Record<string, string>>;
  readonly page: string;
  /** The scripts that are loaded before anything is shown; the others are when they are needed. */
  readonly first: readonly string[];
}

/** Builds the office's page: what is not needed at once is in files of its own. */
export async function buildDispatch(): Promise<DispatchFiles> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      dispatch: `${SOURCE}/dispatch.tsx`,
      'dispatch-style': `${SOURCE}/style/dispatch.css`,
      'dispatch-map-worker': MAP_WORKER,
    },
    outdir: 'assets',
    entryNames: '[name].[hash]',
    chunkNames: 'dispatch-[name].[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'esm',
    // Desks are kept up to date; popovers and container queries have been there as long.
    target: ['es2022', 'safari16', 'chrome111', 'firefox113'],
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    // MapLibre's licence asks that its notice stays.
    legalComments: 'eof',
    logLevel: 'warning',
  });
  const hashed = Object.fromEntries(
    outputFiles.map(({ path, text }) => [`/assets/${basename(path)}`, text] as const),
  );
  const first = loadedFirst(metafile, outputOf(metafile, 'dispatch.tsx')).map(served);
  const page = readFileSync(`${SOURCE}/public/dispatch.html`, 'utf8')
    .replace('"dispatch.js"', `"${first[0]}"`)
    .replace('"dispatch.css"', `"${served(outputOf(metafile, 'dispatch.css'))}"`)
    .replace('"map-worker.js"', `"${served(outputOf(metafile, 'maplibre-gl-worker.mjs'))}"`)
    .replace('<!-- preloads -->', first.slice(1).map(preload).join(''));
  return { hashed, page, first };
}

/** Writes it where the rest of the site is: `assets`, `fixed`, and `pages` for what has no ending. */
export async function writeDispatch(folder: string): Promise<void> {
  const { hashed, page } = await buildDispatch();
  mkdirSync(`${folder}/pages`, { recursive: true });
  for (const [path, text] of Object.entries(hashed)) writeFileSync(folder + path, text);
  writeFileSync(`${folder}/pages${PAGE}`, page);
  for (const name of PLAIN) copyFileSync(`${SOURCE}/public/${name}`, `${folder}/fixed/${name}`);
}

const served = (output: string): string => `/assets/${basename(output)}`;

const preload = (path: string): string => `<link rel="modulepreload" href="${path}">`;

function outputOf({ outputs }: Metafile, entry: string): string {
  const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(`/${entry}`));
  if (!found) throw new Error(`Nothing was built of ${entry}.`);
  return found[0];
}

/** An output and whatever it imports, itself first. */
function loadedFirst({ outputs }: Metafile, entry: string): string[] {
  const found = new Set([entry]);
  for (const path of found) {
    for (const { path: imported, kind } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement') found.add(imported);
  }
  return [...found];
}
