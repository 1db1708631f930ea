import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';
import { type BuildOptions, build } from 'esbuild';
import { LANGUAGES } from '../shared/team/settings.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

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

const SCRIPT = `
  import { startBigMap } from './web/customer/big-map.ts';
  ${LANGUAGES.map((language) => `import { ${language}Drive } from './shared/public/language/${language}.ts';`).join('')}
  startBigMap({ ${LANGUAGES.map((language) => `${language}: ${language}Drive`).join()} });`;

/** Writes what the large map is made of into the folder of its door, compressed in the two ways browsers know. */
export async function buildMap(folder: string): Promise<void> {
  mkdirSync(join(folder, 'map'), { recursive: true });
  const stdin = { contents: SCRIPT, resolveDir: root, loader: 'ts' } as const;
  const parts = {
    'map.js': build({ ...forBrowsers, stdin }),
    'map-worker.js': build({ ...forBrowsers, entryPoints: ['maplibre-gl/dist/maplibre-gl-worker.mjs'] }),
    'map.css': build({ ...forBrowsers, entryPoints: ['web/customer/big-map.css'] }),
  };
  await Promise.all(
    Object.entries(parts).map(async ([name, made]) => {
      const [file] = (await made).outputFiles;
      const text = Buffer.from(file?.text ?? '');
      const params = { [zlib.BROTLI_PARAM_QUALITY]: 9 };
      const [brotli, gzipped] = await Promise.all([
        promisify(brotliCompress)(text, { params }),
        promisify(gzip)(text, { level: 9 }),
      ]);
      writeFileSync(join(folder, 'map', `${name}.br`), brotli);
      writeFileSync(join(folder, 'map', `${name}.gz`), gzipped);
    }),
  );
}
