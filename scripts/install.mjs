// Runs before every npm script, on whatever Node the machine has: installs from the lockfile when needed.
// Plain JavaScript on purpose: nothing is installed yet when it starts.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'node_modules', '.service-tracker-lock');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === lock;

if (!installed) {
  console.log('Installing dependencies from the lockfile (once, about half a minute) …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  writeFileSync(stamp, lock);
}

// npm puts node_modules/.bin first on the PATH, so what follows runs on the pinned Node where there is one.
const bundled = existsSync(join(root, 'node_modules', '.bin', 'node'));
const [major, minor] = process.versions.node.split('.').map(Number);
if (!bundled && (major < 22 || (major === 22 && minor < 18))) {
  console.error(
    `Service Tracker needs Node 22.18 or newer here (this is ${process.versions.node}; a pinned Node 24 is installed by itself on Linux x64 and arm64 only).`,
  );
  process.exit(1);
}
