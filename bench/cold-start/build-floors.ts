import { rm } from 'node:fs/promises';
import { build, type Metafile, type Plugin } from 'esbuild';
import { bundling } from '../../scripts/build.ts';
import type { Client } from './door-clients.ts';

/** What a floor consists of: clients, and whether the DynamoDB one is wrapped as a document client. */
export interface FloorParts {
  readonly clients: readonly Client[];
  readonly documents: boolean;
}

export interface Floors {
  readonly outputs: Metafile['outputs'];
  /** The bundle of a floor, relative to the project. */
  fileOf(parts: FloorParts): string;
}

const OUTPUT = '.build/floors';

/** Bundles that only import and construct SDK clients, each built as a function is. */
export async function buildFloors(all: readonly FloorParts[]): Promise<Floors> {
  const sources = new Map(all.map((parts) => [nameOf(parts), sourceOf(parts)]));
  await rm(`${bundling.absWorkingDir}/${OUTPUT}`, { recursive: true, force: true });
  const outputs: Metafile['outputs'] = {};
  for (const [name, source] of sources) Object.assign(outputs, (await buildFloor(name, source)).outputs);
  return { outputs, fileOf: (parts) => `${OUTPUT}/${nameOf(parts)}/${nameOf(parts)}.mjs` };
}

async function buildFloor(name: string, source: string): Promise<Metafile> {
  const { metafile } = await build({
    ...bundling,
    entryPoints: [{ in: `floor:${name}`, out: name }],
    outdir: `${OUTPUT}/${name}`,
    plugins: [fromMemory(source)],
  });
  return metafile;
}

function sourceOf({ clients, documents }: FloorParts): string {
  const imports = clients.map(({ from, name }) => `import { ${name} } from '${from}';`);
  const made = clients.map(({ name }) => `new ${name}({})`);
  if (!documents) return [...imports, `export const clients = [${made}];`].join('\n');
  const wrapped = made.map((one) => (one.includes('DynamoDB') ? `DynamoDBDocumentClient.from(${one})` : one));
  return [
    ...imports,
    `import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';`,
    `export const clients = [${wrapped}];`,
  ].join('\n');
}

const nameOf = ({ clients, documents }: FloorParts): string =>
  [...clients.map(({ name }) => name), ...(documents ? ['documents'] : [])].join('-');

const fromMemory = (source: string): Plugin => ({
  name: 'floor',
  setup(build) {
    build.onResolve({ filter: /^floor:/ }, ({ path }) => ({ path, namespace: 'floor' }));
    build.onLoad({ filter: /.*/, namespace: 'floor' }, () => ({
      contents: source,
      resolveDir: bundling.absWorkingDir,
    }));
  },
});
