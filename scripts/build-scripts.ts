import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Writes the scripts that the customer's page fetches when it needs them into the folder of their door. */
export async function buildScripts(folder: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ['notify', 'service-worker'].map((name) => `web/customer/${name}.ts`),
    outdir: join(folder, 'scripts'),
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: ['es2022', 'safari16', 'chrome111', 'firefox113'],
    legalComments: 'none',
    logLevel: 'warning',
  });
}
