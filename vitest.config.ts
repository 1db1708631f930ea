import { defineConfig } from 'vitest/config';

const tests = (folder: string) => [`test/${folder}/**/*.test.ts`];

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ['default', './test/support/closing-line.ts'],
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
        },
      },
    ],
  },
});
