import { randomInt } from 'node:crypto';
import { defineConfig } from 'vitest/config';

const tests = (folder: string) => [`test/${folder}/**/*.test.ts`];

/** Where the properties' random values start: a new place every run, or that of a run to be repeated. */
const seed = Number(process.env['FC_SEED'] || randomInt(2 ** 31));
if (!Number.isInteger(seed))
  throw new Error('FC_SEED must be a whole number, as an earlier run has printed it.');
console.log(`FC_SEED=${seed}`);

export default defineConfig({
  test: {
    maxWorkers: 2,
    maxConcurrency: 3,
    reporters: ['default', './test/support/closing-line.ts'],
    env: { FC_SEED: `${seed}` },
    setupFiles: './test/support/property-seed.ts',
    projects: [
      { extends: true, test: { name: 'unit', include: tests('unit') } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: tests('integration'),
          globalSetup: './test/support/synthesise.ts',
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: { name: 'infra', include: tests('infra'), globalSetup: './test/support/synthesise.ts' },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: tests('e2e'),
          globalSetup: './test/support/synthesise.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // A page follows when the machine gets to it: vitest's own second is short where two stacks share two cores.
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
