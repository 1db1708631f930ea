import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { build } from 'esbuild';
import { lambdas } from '../../functions/lambdas.ts';
import type { Plant } from '../planted.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);

/** What a function's code finds around it. */
export interface Surroundings {
  readonly process: object;
  readonly console: object;
}

export type Handler = (event: unknown, context: unknown) => unknown;

/** Starts a function: its code runs from the top, with a memory of its own. */
export type Start = (surroundings: Surroundings) => Handler;

/**
 * Every function there is, from its doors on, ready to be started as often as wanted. The packages it uses are
 * loaded once and shared: what is ours has to forget when a function dies, and does.
 * @param plant a mistake that is made in them on purpose, to see that it is found
 */
export async function bundleFunctions(plant?: Plant): Promise<ReadonlyMap<string, Start>> {
  const names = Object.keys(lambdas);
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => ({ in: `function:${name}`, out: name })),
    outdir: 'functions-of-the-simulator',
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    supported: { 'dynamic-import': false },
    define: {
      'import.meta.url': JSON.stringify(
        new URL('../../.build/functions/public-reads/', import.meta.url).href,
      ),
    },
    logLevel: 'warning',
    plugins: [
      {
        name: 'entry-from-table',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^function:/ }, ({ path }) => ({ path, namespace: 'function' }));
          onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
            kind !== 'entry-point' && canBeShared(path) ? { path, external: true } : undefined,
          );
          if (plant) onLoad({ filter: fileOf(plant) }, () => ({ contents: planted(plant), loader: 'ts' }));
          onLoad({ filter: /.*/, namespace: 'function' }, ({ path }) => ({
            contents: sourceOf(path.slice('function:'.length)),
            resolveDir: root,
          }));
        },
      },
    ],
  });
  return new Map(
    outputFiles.map(({ path, text }) => {
      const name = path.slice(path.lastIndexOf('/') + 1, -'.js'.length);
      return [name, starterOf(name, text)];
    }),
  );
}

const fileOf = ({ file }: Plant): RegExp => new RegExp(`/${file.replaceAll('.', '\\.')}$`);

/** @throws Error when the code is not any more as it was when the mistake was thought of */
function planted({ name, file, instead, of }: Plant): string {
  const text = readFileSync(`${root}/${file}`, 'utf8');
  if (text.split(of).length !== 2) throw new Error(`${file} has changed: ${name} has to be planted anew.`);
  return text.replace(of, () => instead);
}

/** What can be loaded beside the functions; the others are in them, as in the cloud. */
function canBeShared(path: string): boolean {
  try {
    require.resolve(path);
    return true;
  } catch {
    return false;
  }
}

/** As the build makes it: one door is the function, several are told apart by the route. */
function sourceOf(name: string): string {
  const doors = Object.entries(lambdas[name]?.doors ?? {});
  const [only] = doors;
  if (only && doors.length === 1) return `export { handler } from './functions/${only[1]}.ts';`;
  const table = doors.map(([key, door]) => `'${key}': () => import('./functions/${door}.ts')`);
  return `import { dispatch } from './functions/runtime/dispatch.ts';
export const handler = dispatch({ ${table.join(', ')} });`;
}

function starterOf(name: string, text: string): Start {
  const run = compileFunction(text, ['require', 'module', 'exports', 'process', 'console'], {
    filename: `${name}.cjs`,
  });
  return ({ process, console }) => {
    const module: { exports: { handler?: Handler } } = { exports: {} };
    run(require, module, module.exports, process, console);
    if (!module.exports.handler) throw new Error(`The function ${name} has no handler.`);
    return module.exports.handler;
  };
}
