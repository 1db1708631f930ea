import type { KnipConfig } from 'knip';
import { doors } from './scripts/build.ts';

/** Bundled for browsers by the build. */
const BROWSER = ['page', 'push', 'notify', 'service-worker'].map((name) => `web/customer/${name}.ts`);

const config: KnipConfig = {
  // Reached by name and not by import: the app from cdk.json, the doors from the tables that name them.
  entry: [
    'bin/service-tracker.ts',
    'scripts/budget.ts',
    ...doors().map((door) => `functions/${door}.ts`),
    ...BROWSER,
  ],
  project: ['**/*.{ts,mjs,cjs}'],
  ignoreExportsUsedInFile: true,
  // Commands that scripts/check.ts runs.
  ignoreDependencies: ['@biomejs/biome', '@typescript/native', 'dependency-cruiser'],
};

export default config;
