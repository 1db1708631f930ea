import type { Metafile } from 'esbuild';
import { loadedWith } from '../../scripts/bundle-parts.ts';

/** What a cold start loads: an entry, the door that is asked for, and their static chunks. */
export interface Load {
  readonly bytes: number;
  /** Bytes by npm package; our own code is `own`. */
  readonly packages: Readonly<Record<string, number>>;
}

/** Adds up files of a build and everything they import statically; what they import on demand is not loaded. */
export function loadOf(build: Pick<Metafile, 'outputs'>, entries: readonly string[]): Load {
  const { outputs } = build;
  const files = new Set(entries.flatMap((entry) => [...loadedWith(build, entry)]));
  const packages: Record<string, number> = {};
  for (const file of files) {
    for (const [input, { bytesInOutput }] of Object.entries(outputs[file]?.inputs ?? {})) {
      const name = packageOf(input);
      packages[name] = (packages[name] ?? 0) + bytesInOutput;
    }
  }
  return { bytes: [...files].reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0), packages };
}

const packageOf = (input: string) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? 'own';
