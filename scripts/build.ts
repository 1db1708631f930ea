import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build as esbuild, type Metafile, type Plugin } from 'esbuild';
import { type Lambda, lambdaOf, lambdas } from '../functions/lambdas.ts';
import { staffRoles } from '../functions/staff-roles.ts';
import { buildPage } from './build-page.ts';
import { buildSite } from './build-site.ts';
import { inMost, outputOf } from './bundle-parts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where the bundles are, a folder each, and beside them what went into them, for whoever measures. */
const OUTPUT = '.build/functions';
const METAFILE = '.build/functions.meta.json';
/** What is served as it lies here. */
const SITE = '.build/site';

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
  // Flat: files that lie beside a door are found from whichever part its code has come to be in.
  chunkNames: '[name]-[hash]',
  alias: { 'grapheme-splitter': './shared/messaging/grapheme-splitter.ts' },
  // The SDK's ES modules shake down to what is used; its CommonJS builds come whole.
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Every door's file under functions/, without its ending. */
export const doors = (): string[] => [
  ...new Set(Object.values(lambdas).flatMap((one) => Object.values(one.doors))),
];

/** The folder of a function, by its name; its entry in it is named so, too. */
export const bundleOf = (name: string): string => `${OUTPUT}/${name}`;

/**
 * Bundles every function for itself. Together they would share chunks, and each would load what any other uses of a
 * file they have in common.
 * @throws Error naming the doors that routes or subscriptions speak of and that have no file
 */
export async function build(): Promise<Metafile> {
  const missing = doors().filter((door) => !existsSync(`${root}/functions/${door}.ts`));
  if (missing.length > 0)
    throw new Error(`No file for ${missing.map((door) => `functions/${door}.ts`).join(', ')}`);
  for (const made of [OUTPUT, SITE]) await rm(`${root}/${made}`, { recursive: true, force: true });
  const built = await Promise.all(Object.entries(lambdas).map(([name, lambda]) => bundle(name, lambda)));
  const pages = `${root}/${bundleOf(lambdaOf('public/get-page'))}`;
  await buildPage(pages);
  writeFileSync(`${pages}/assets.json`, JSON.stringify(await buildSite(`${root}/${SITE}`)));
  const metafile = {
    inputs: Object.assign({}, ...built.map(({ inputs }) => inputs)),
    outputs: Object.assign({}, ...built.map(({ outputs }) => outputs)),
  };
  writeFileSync(`${root}/${METAFILE}`, JSON.stringify(metafile));
  return metafile;
}

async function bundle(name: string, { doors }: Lambda): Promise<Metafile> {
  const { metafile } = await esbuild({
    ...bundling,
    entryPoints: [{ in: `function:${name}`, out: name }],
    outdir: bundleOf(name),
    plugins: [entryFromTable(doors), ownRoles(Object.keys(doors))],
  });
  loadFirst(name, doors, metafile);
  return metafile;
}

const fileOf = (door: string) => `./functions/${door}.ts`;

/** A function with one door is that door; one with several finds the door of a request, and loads it then. */
function sourceOf(doors: Lambda['doors']): string {
  const files = Object.values(doors).map(fileOf);
  if (new Set(files).size === 1) return `export { handler } from '${files[0]}';`;
  const table = Object.entries(doors).map(([key, door]) => `'${key}': () => import('${fileOf(door)}')`);
  return `import { dispatch } from './functions/runtime/dispatch.ts';
export const handler = dispatch({ ${table.join(', ')} });`;
}

const entryFromTable = (doors: Lambda['doors']): Plugin => ({
  name: 'entry-from-table',
  setup(build) {
    build.onResolve({ filter: /^function:/ }, ({ path }) => ({ path, namespace: 'function' }));
    build.onLoad({ filter: /.*/, namespace: 'function' }, () => ({
      contents: sourceOf(doors),
      resolveDir: root,
    }));
  },
});

/**
 * A function knows who may call its own routes, and no others. A route that is not named, or names nobody, is refused.
 * @param keys of its routes
 */
export const ownRoles = (keys: readonly string[]): Plugin => ({
  name: 'own-roles',
  setup(build) {
    build.onLoad({ filter: /\/functions\/staff-roles\.ts$/ }, () => ({ contents: rolesSource(keys) }));
  },
});

/** Most routes of a function are for the same roles: each list of them is written once. */
function rolesSource(keys: readonly string[]): string {
  const written = keys.flatMap((key) => {
    const roles = staffRoles[key];
    return roles ? [{ key: JSON.stringify(key), roles: JSON.stringify(roles) }] : [];
  });
  const lists = [...new Set(written.map(({ roles }) => roles))];
  const entries = written.map(({ key, roles }) => `${key}: lists[${lists.indexOf(roles)}]`);
  return `const lists = [${lists}];\nexport const staffRoles = { ${entries.join(', ')} };`;
}

/**
 * What most doors of a function need is loaded while it starts, when Lambda lends it a whole core; the rest of a door
 * waits for its first request, on the share of a core that its memory buys. The metafile is told.
 */
function loadFirst(name: string, doors: Lambda['doors'], metafile: Metafile): void {
  const parts = [...new Set(Object.values(doors))].map((door) => outputOf(metafile, door));
  if (parts.length < 2) return;
  const entry = `${bundleOf(name)}/${name}.mjs`;
  const first = inMost(metafile, parts);
  const imports = first.map((file) => `import"./${file.slice(file.lastIndexOf('/') + 1)}";`);
  writeFileSync(`${root}/${entry}`, imports.join('') + readFileSync(`${root}/${entry}`, 'utf8'));
  metafile.outputs[entry]?.imports.push(
    ...first.map((path) => ({ path, kind: 'import-statement' as const })),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { outputs } = await build();
  const bytes = Object.values(outputs).reduce((sum, output) => sum + output.bytes, 0);
  console.log(
    `${Object.keys(lambdas).length} functions with ${doors().length} doors bundled into ${OUTPUT}, ${Math.round(bytes / 1024)} KB in all`,
  );
}
