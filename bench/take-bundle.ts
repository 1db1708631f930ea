import { cpSync, readFileSync, rmSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import { type TableDeclaration, tablesOf } from '../local/dynamodb/create-tables.ts';
import { bundleOf, bundling } from '../scripts/build.ts';
import { synth } from '../scripts/synth.ts';

/** What is measured: a copy of the bundles, so that a build meanwhile changes nothing. */
export interface Bundle {
  /** Absolute; a folder in it for each function. */
  readonly folder: string;
  /** The door's file, absolute. */
  fileOf(door: string): string;
  /** What esbuild says went into a door's file. */
  readonly metafile: Metafile;
  /** The door's output in the metafile. */
  entryOf(door: string): string;
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
  return {
    folder,
    fileOf: (door) => `${folder}${bundleOf(door).slice(BUILT.length)}/${door}.mjs`,
    metafile: readJson<Metafile>(`${BUILT}.meta.json`),
    entryOf: (door) => `${bundleOf(door)}/${door}.mjs`,
    tables: tablesOf(readJson('cdk.out/service-tracker.template.json')),
  };
}

const readJson = <T>(path: string): T => JSON.parse(readFileSync(`${root}${path}`, 'utf8'));
