import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

/** What the README tells its reader to type, in order. */
const typed = [
  ...readFileSync(new URL('../../README.md', import.meta.url), 'utf8').matchAll(/^```sh\n(.*?)^```/gms),
].map(([, block = '']) => block);

it('the README’s tour of the API ends with a van on the customer’s page', async () => {
  const script = typed.join('\n').replaceAll('http://127.0.0.1:4000', stack.url);
  const { stdout } = await promisify(execFile)('sh', ['-euc', script]);
  expect(stdout).not.toContain('urn:service-tracker:problem');
  const token = /Look at \S+\/t\/(\S+)/.exec(stdout)?.[1];
  await stack.idle();
  const { body } = await stack.call('GET', `/t/${token}/status`);
  expect(body).toMatchObject({ status: 'en_route', technician: { firstName: 'Ana' }, eta: {} });
  expect(body.position.lat).toBeLessThan(38.617);
  const texts = (await stack.outbox()).map(({ text }) => text).join('\n');
  for (const words of ['is booked for', 'is on the way']) expect(texts).toContain(words);
});
