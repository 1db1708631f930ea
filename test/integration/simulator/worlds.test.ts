import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);

describe('simulated worlds', () => {
  it('are whole, repeat themselves, and find what is planted', { timeout: 600_000 }, async () => {
    const { stdout } = await run(process.execPath, ['simulator/simulate.ts', '--played']).catch(
      ({ stdout }: { stdout: string }) => ({ stdout }),
    );
    expect(stdout).toMatch(/^\d+ worlds played, 0 not as they should be$/m);
  });
});
