import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything the template and the bundles are made of. */
const SOURCES = [
  '{functions,shared,web,lib,bin}/**/*',
  'scripts/{build,build-page,build-site,build-technician,bundle-parts,synth,sources}.ts',
  '{package,package-lock,cdk,tsconfig}.json',
];

/** A fingerprint of all sources: equal means that building again would make the same. */
export function fingerprint(root: string): string {
  const files = globSync(SOURCES, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  const hash = createHash('sha256').update(process.versions.node);
  for (const path of files.map((file) => join(file.parentPath, file.name)).sort()) {
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path));
  }
  return hash.digest('hex');
}

/** Whether the stamp in this file is the fingerprint. */
export const isStamped = (file: string, stamp: string): boolean =>
  existsSync(file) && readFileSync(file, 'utf8') === stamp;
