import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { ask } from '../../../scripts/smoke/ask.ts';

/** A terminal at which somebody types, and what it has shown. */
function terminal(typed: string) {
  const input = new PassThrough();
  const output = new PassThrough();
  input.write(typed);
  const shown = () => String(output.read() ?? '');
  return { input, output, shown };
}

describe('asked at the terminal', () => {
  it('a name is shown while it is typed, a password is not', async () => {
    const open = terminal('rosa\r');
    expect(await ask(open, 'name: ')).toBe('rosa');
    expect(open.shown()).toMatch(/name: .*rosa/s);
    const secret = terminal('Local-password-1\r');
    expect(await ask(secret, 'password: ', true)).toBe('Local-password-1');
    expect(secret.shown()).toBe('password: \n');
  });

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('whoever presses %s gives up', async (_, key) => {
    await expect(ask(terminal(key), 'password: ', true)).rejects.toThrow('aborted');
  });
});
