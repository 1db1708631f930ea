import type { KnipConfig } from 'knip';
import { doors } from './scripts/build.ts';

/** Bundled for browsers by the build. */
const BROWSER = ['page', 'push', 'notify', 'service-worker', 'big-map'].map(
  (name) => `web/customer/${name}.ts`,
);

const DISPATCH = ['web/dispatch/dispatch.tsx'];

const TECHNICIAN = ['web/technician/technician.tsx', 'web/technician/service-worker.ts'];

const config: KnipConfig = {
  // Reached by name and not by import: the app from cdk.json, the doors from the tables that name them.
  // The last one: what the test stack's template names.
  entry: [
    'bin/service-tracker.ts',
    'test/support/tiny-stack/bundle/tiny.mjs',
    ...doors().map((door) => `functions/${door}.ts`),
    // What the build's own entries begin with.
    'functions/runtime/dispatch.ts',
    'scripts/budget.ts',
    'scripts/build-client.ts',
    // Started as a process of its own.
    'simulator/player.ts',
    // Bundled when the local stack's home page is first opened.
    'local/home/browser/home.ts',
    ...BROWSER,
    ...TECHNICIAN,
    ...DISPATCH,
  ],
  project: ['**/*.{ts,tsx,mjs,cjs}'],
  ignoreExportsUsedInFile: true,
  // Commands that scripts/check.ts runs.
  ignoreDependencies: ['@biomejs/biome', '@typescript/native', 'dependency-cruiser'],
};

export default config;
