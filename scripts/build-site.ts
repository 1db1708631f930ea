import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { openApiDocument } from '../shared/public/openapi.ts';
import { LANGUAGES } from '../shared/team/settings.ts';
import { writeDispatch } from './build-dispatch.ts';
import { writeTechnician } from './build-technician.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What browsers get is for the phones people keep for years: Safari 16, Chrome 111. */
const forBrowsers = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  write: false as const,
  platform: 'browser' as const,
  format: 'esm' as const,
  target: ['es2022', 'safari16', 'chrome111', 'firefox113'],
  // MapLibre's licence asks that its notice stays.
  legalComments: 'inline' as const,
  logLevel: 'warning' as const,
} satisfies BuildOptions;

const MAP_SCRIPT = `
  import { startBigMap } from './web/customer/big-map.ts';
  ${LANGUAGES.map((language) => `import { ${language}Drive } from './shared/public/language/${language}.ts';`).join('')}
  startBigMap({ ${LANGUAGES.map((language) => `${language}: ${language}Drive`).join()} });`;

/** Named by what is in them: whoever has one keeps it for good. */
const HASHED: Readonly<Record<string, BuildOptions>> = {
  'map.js': { stdin: { contents: MAP_SCRIPT, resolveDir: root, loader: 'ts' } },
  'map-worker.js': { entryPoints: ['maplibre-gl/dist/maplibre-gl-worker.mjs'] },
  'map.css': { entryPoints: ['web/customer/big-map.css'] },
};

/** Found by their names alone, so that browsers ask each time whether they have changed. */
const FIXED: Readonly<Record<string, BuildOptions>> = {
  'sw.js': { entryPoints: ['web/customer/service-worker.ts'] },
  'notify.js': { entryPoints: ['web/customer/notify.ts'] },
};

/**
 * Writes the files that are the same for everybody, as they are served: those for `/assets/` into `assets`, pages into
 * `pages`, the others into `fixed`.
 * @returns where each of the hashed ones is served, by its plain name
 */
export async function buildSite(folder: string): Promise<Readonly<Record<string, string>>> {
  for (const part of ['assets', 'fixed']) mkdirSync(`${folder}/${part}`, { recursive: true });
  const hashed = Object.entries(HASHED).map(async ([name, options]) => {
    const bytes = await built(options);
    const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 12);
    const file = name.replace('.', `.${hash}.`);
    writeFileSync(`${folder}/assets/${file}`, bytes);
    return [name, `/assets/${file}`] as const;
  });
  for (const [name, options] of Object.entries(FIXED)) {
    writeFileSync(`${folder}/fixed/${name}`, await built(options));
  }
  await Promise.all([writeTechnician(folder), writeDispatch(folder)]);
  copyFileSync(`${root}/web/robots.txt`, `${folder}/fixed/robots.txt`);
  // Made here, so that no function loads the generator.
  writeFileSync(`${folder}/fixed/openapi.json`, JSON.stringify(openApiDocument()));
  return Object.fromEntries(await Promise.all(hashed));
}

async function built(options: BuildOptions): Promise<Uint8Array> {
  const { outputFiles } = await build({ ...forBrowsers, ...options });
  return outputFiles?.[0]?.contents ?? new Uint8Array();
}
