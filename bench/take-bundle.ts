import { cpSync, readFileSync, rmSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import { lambdaOf } from '../functions/lambdas.ts';
import { type TableDeclaration, tablesOf } from '../local/dynamodb/create-tables.ts';
import { bundleOf, bundling } from '../scripts/build.ts';
import { outputOf } from '../scripts/bundle-parts.ts';
import { synth } from '../scripts/synth.ts';

/** What is measured: a copy of the bundles, so that a build meanwhile changes nothing. */
export interface Bundle {
  /** Absolute; a folder in it for each function. */
  readonly folder: string;
  /** What the first request to a door has its function load, in this order; absolute. */
  filesOf(door: string): readonly string[];
  /** What esbuild says went into the files. */
  readonly metafile: Metafile;
  /** The same files, as the metafile names them. */
  outputsOf(door: string): readonly string[];
  readonly tables: readonly TableDeclaration[];
}

const root = bundling.absWorkingDir;
const BUILT = '.build/functions';

/** Builds what is not built yet and sets it aside. */
export async function takeBundle(): Promise<Bundle> {
  await synth({ ifChanged: true });
  const folder = `${root}.build/measured`;
  rmSync(folder, { recursive: true, force: true });
  cpSync(`${root}${BUILT}`, folder, { recursive: true });
  const metafile = readJson<Metafile>(`${BUILT}.meta.json`);
  const outputsOf = (door: string) => {
    const name = lambdaOf(door);
    return [...new Set([`${bundleOf(name)}/${name}.mjs`, outputOf(metafile, door)])];
  };
  return {
    folder,
    filesOf: (door) => outputsOf(door).map((output) => folder + output.slice(BUILT.length)),
    metafile,
    outputsOf,
    tables: tablesOf(readJson('cdk.out/service-tracker.template.json')),
  };
}

const readJson = <T>(path: string): T => JSON.parse(readFileSync(`${root}${path}`, 'utf8'));
