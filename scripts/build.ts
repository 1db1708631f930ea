import { existsSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build as esbuild, type Metafile } from 'esbuild';
import { gate, routes, socketRoutes } from '../functions/routes.ts';
import { subscriptions } from '../functions/subscriptions.ts';
import { openApiDocument } from '../shared/public/openapi.ts';
import { buildMap } from './build-map.ts';
import { buildPage } from './build-page.ts';
import { buildScripts } from './build-scripts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where the bundles are, a folder each, and beside them what went into them, for whoever measures. */
const OUTPUT = '.build/functions';
const METAFILE = '.build/functions.meta.json';

/** How everything that runs in a Lambda is bundled; whoever measures a bundle uses the same. */
export const bundling = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  // What is imported only when it is asked for stays out of what a cold start loads.
  splitting: true,
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

/** A function's folder is named after it: `visits/create-visit` is `create-visit/visits/create-visit.mjs`. */
export const bundleOf = (door: string): string => `${OUTPUT}/${door.slice(door.lastIndexOf('/') + 1)}`;

/**
 * Bundles every door for itself. Together they would share chunks, and each would load what any other uses of a
 * file they have in common: a fifth more of a cold start.
 * @throws Error naming the doors that routes or subscriptions speak of and that have no file
 */
export async function build(): Promise<Metafile> {
  const missing = doors().filter((door) => !existsSync(`${root}/functions/${door}.ts`));
  if (missing.length > 0)
    throw new Error(`No file for ${missing.map((door) => `functions/${door}.ts`).join(', ')}`);
  await rm(`${root}/${OUTPUT}`, { recursive: true, force: true });
  const built = await Promise.all(doors().map((door) => bundle(door)));
  // Made here, so that the door that serves it loads neither schemas nor the generator.
  const document = JSON.stringify(openApiDocument());
  writeFileSync(`${root}/${bundleOf('public/get-openapi')}/public/openapi.json`, document);
  await buildPage(`${root}/${bundleOf('public/get-page')}/public`);
  await buildPage(`${root}/${bundleOf('public/get-map')}/public`);
  await buildMap(`${root}/${bundleOf('public/get-map-part')}/public`);
  await buildScripts(`${root}/${bundleOf('public/get-script')}/public`);
  const metafile = {
    inputs: Object.assign({}, ...built.map(({ inputs }) => inputs)),
    outputs: Object.assign({}, ...built.map(({ outputs }) => outputs)),
  };
  writeFileSync(`${root}/${METAFILE}`, JSON.stringify(metafile));
  return metafile;
}

async function bundle(door: string): Promise<Metafile> {
  const { metafile } = await esbuild({
    ...bundling,
    entryPoints: [`functions/${door}.ts`],
    outbase: 'functions',
    outdir: bundleOf(door),
    chunkNames: 'chunks/[hash]',
  });
  return metafile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { outputs } = await build();
  const bytes = Object.values(outputs).reduce((sum, output) => sum + output.bytes, 0);
  console.log(`${doors().length} functions bundled into ${OUTPUT}, ${Math.round(bytes / 1024)} KB in all`);
}
