import type { Metafile } from 'esbuild';

type Outputs = Pick<Metafile, 'outputs'>;

/**
 * The file that a door has come to be in; the function's entry itself when it is its only one.
 * @throws Error when the build knows no such door
 */
export function outputOf({ outputs }: Outputs, door: string): string {
  const source = `functions/${door}.ts`;
  const found = Object.entries(outputs).find(
    ([, { entryPoint, inputs }]) =>
      entryPoint === source || (entryPoint?.startsWith('function:') && source in inputs),
  );
  if (!found) throw new Error(`Nothing was built of ${source}.`);
  return found[0];
}

/** A file and everything it imports statically; what it imports on demand is not loaded with it. */
export function loadedWith({ outputs }: Outputs, file: string): ReadonlySet<string> {
  const found = new Set([file]);
  for (const one of found) {
    for (const { path, kind, external } of outputs[one]?.imports ?? []) {
      if (kind === 'import-statement' && !external) found.add(path);
    }
  }
  return found;
}

/** What more than half of these files load, themselves left out. */
export function inMost(build: Outputs, files: readonly string[]): readonly string[] {
  const loaded = files.map((file) => loadedWith(build, file));
  const all = new Set(loaded.flatMap((each) => [...each]));
  return [...all].filter(
    (one) => !files.includes(one) && loaded.filter((each) => each.has(one)).length > files.length / 2,
  );
}
