import type { Metafile } from 'esbuild';

/** What a cold start of one entry loads: the entry and its static chunks. */
export interface Load {
  readonly bytes: number;
  /** Bytes by npm package; our own code is `own`. */
  readonly packages: Readonly<Record<string, number>>;
}

/** Adds up an entry of a build and everything it imports statically; what it imports on demand is not loaded. */
export function loadOf({ outputs }: Pick<Metafile, 'outputs'>, entry: string): Load {
  const files = staticallyImported(outputs, entry);
  const packages: Record<string, number> = {};
  for (const file of files) {
    for (const [input, { bytesInOutput }] of Object.entries(outputs[file]?.inputs ?? {})) {
      const name = packageOf(input);
      packages[name] = (packages[name] ?? 0) + bytesInOutput;
    }
  }
  return { bytes: [...files].reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0), packages };
}

function staticallyImported(outputs: Metafile['outputs'], entry: string): Set<string> {
  const found = new Set([entry]);
  for (const file of found) {
    for (const { path, kind, external } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && !external) found.add(path);
    }
  }
  return found;
}

const packageOf = (input: string) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? 'own';
