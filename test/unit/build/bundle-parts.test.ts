import { build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundling } from '../../../scripts/build.ts';
import { inMost, outputOf } from '../../../scripts/bundle-parts.ts';

const DOORS = ['visits/get-link', 'visits/list-timeline', 'visits/get-visit'];

/** Three doors behind one entry, bundled as functions are. */
let made: { readonly metafile: Metafile };
beforeAll(async () => {
  const imports = DOORS.map((door) => `import('./functions/${door}.ts')`).join();
  made = await build({
    ...bundling,
    stdin: { contents: `export const doors = [${imports}];`, resolveDir: bundling.absWorkingDir },
    outdir: '.build/parts',
    write: false,
  });
});

describe('what most doors of one function load', () => {
  it('holds the client of the tables, and none of what one of them needs alone', () => {
    const files = DOORS.map((door) => outputOf(made.metafile, door));
    const shared = inMost(made.metafile, files);
    const inputs = shared.flatMap((file) => Object.keys(made.metafile.outputs[file]?.inputs ?? {}));
    expect(inputs).toContain('shared/kernel/table-client.ts');
    expect(inputs).not.toContain('shared/visits/link-secret-client.ts');
    for (const file of files) expect(shared).not.toContain(file);
  });

  it('is not looked for behind a door that was never built', () => {
    expect(() => outputOf(made.metafile, 'visits/create-visit')).toThrow('functions/visits/create-visit.ts');
  });
});
