import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

it.each(['smoke/smoke', 'doctor/doctor', 'republish', 'deploy'])(
  '%s does nothing for a mistyped option but say how it is meant',
  (script) => {
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      [`scripts/${script}.ts`, '--regoin', 'x'],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain("Unknown option '--regoin'");
    expect(stderr).toContain(`npm run ${script.split('/').at(-1)}`);
    expect(stderr).not.toContain('node:internal');
  },
);
