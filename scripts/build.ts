import { existsSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build as esbuild, type Metafile } from 'esbuild';
import { gate, routes, socketRoutes } from '../functions/routes.ts';
import { subscriptions } from '../functions/subscriptions.ts';
import { openApiDocument } from '../shared/public/openapi.ts';
import { buildPage } from './build-page.ts';
import { buildScripts } from './build-scripts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where the bundles are, and beside it what went into them, for whoever measures. */
const OUTPUT = '.build/functions';
const METAFILE = '.build/functions.meta.json';

/** How everything that runs in a Lambda is bundled; whoever measures a bundle uses the same. */
export const bundling = {
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  // The SDK's ES modules shake down to what is used; its CommonJS builds come whole.
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Every door's file under functions/, without its ending. */
export const doors = (): string[] => [
  ...new Set([
    ...Object.values(routes).map(({ door }) => door),
    ...Object.values(socketRoutes).map(({ door }) => door),
    ...Object.values(subscriptions).map(({ door }) => door),
    gate.door,
  ]),
];

/**
 * Bundles every door in one go, shared code in chunks they have in common.
 * @throws Error naming the doors that routes or subscriptions speak of and that have no file
 */
export async function build(): Promise<Metafile> {
  const missing = doors().filter((door) => !existsSync(`${root}/functions/${door}.ts`));
  if (missing.length > 0)
    throw new Error(`No file for ${missing.map((door) => `functions/${door}.ts`).join(', ')}`);
  await rm(`${root}/${OUTPUT}`, { recursive: true, force: true });
  const { metafile } = await esbuild({
    ...bundling,
    entryPoints: doors().map((door) => `functions/${door}.ts`),
    outbase: 'functions',
    outdir: OUTPUT,
    chunkNames: 'chunks/[hash]',
  });
  // Made here, so that the door that serves it loads neither schemas nor the generator.
  writeFileSync(`${root}/${OUTPUT}/public/openapi.json`, JSON.stringify(openApiDocument()));
  await buildPage(`${root}/${OUTPUT}/public`);
  await buildScripts(`${root}/${OUTPUT}/public`);
  writeFileSync(`${root}/${METAFILE}`, JSON.stringify(metafile));
  return metafile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { outputs } = await build();
  const bytes = Object.values(outputs).reduce((sum, output) => sum + output.bytes, 0);
  console.log(`${doors().length} functions bundled into ${OUTPUT}, ${Math.round(bytes / 1024)} KB in all`);
}
