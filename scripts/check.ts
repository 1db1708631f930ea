import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = [
  'bin',
  'lib',
  'functions',
  'shared',
  'web',
  'local',
  'scripts',
  'test',
  'bench',
  'simulator',
  'fuzz',
];

/** What must hold before anything is merged, and the command that says so. */
const checks = {
  types: ['tsc', '-p', '.'],
  'types in browsers': ['tsc', '-p', 'web'],
  "types of the office's page": ['tsc', '-p', 'web/dispatch'],
  'lint and format': ['biome', 'check', '--error-on-warnings'],
  walls: [
    'depcruise',
    '--config',
    '.dependency-cruiser.cjs',
    ...folders.filter((name) => existsSync(`${root}/${name}`)),
  ],
  budget: ['node', 'scripts/budget.ts'],
  'dead code': ['knip', '--no-config-hints'],
} as const;

interface Outcome {
  readonly passed: boolean;
  readonly output: string;
  readonly seconds: number;
}

function run([command = '', ...args]: readonly string[]): Promise<Outcome> {
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, shell: process.platform === 'win32' });
    let output = '';
    for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (data) => (output += data));
    const done = (passed: boolean) =>
      resolve({ passed, output, seconds: (performance.now() - start) / 1000 });
    child.on('error', (error) => {
      output += error.message;
      done(false);
    });
    child.on('close', (code) => done(code === 0));
  });
}

// Whatever reads the API's types waits for them.
const client = await run(['node', 'scripts/build-client.ts']);
if (!client.passed) throw new Error(client.output);

const outcomes = await Promise.all(
  Object.entries(checks).map(async ([name, command]) => ({ name, ...(await run(command)) })),
);
for (const { name, passed, output, seconds } of outcomes) {
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
  if (!passed) console.log(output);
}
if (outcomes.some(({ passed }) => !passed)) process.exitCode = 1;
