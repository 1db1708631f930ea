import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Demo, startDemo } from '../../local/demo/drive-demo.ts';
import { MARCUS } from '../../local/demo/shifts.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
let demo: Demo;
const lines: string[] = [];

beforeAll(async () => {
  stack = await startStack();
});
afterAll(async () => {
  demo.stop();
  await stack.stop();
});

it('the demo takes its first visits from scheduled to completed, texts the customer and goes on', async () => {
  const twoVisitsDone = new Promise<void>((done) => {
    demo = startDemo({
      baseUrl: stack.url,
      shifts: [MARCUS],
      log: (line) => {
        lines.push(line);
        if (lines.filter((one) => one.endsWith(': completed')).length === 2) done();
      },
      async wait(seconds, signal) {
        signal.throwIfAborted();
        await stack.advance(seconds);
        await stack.idle();
      },
    });
  });
  await twoVisitsDone;
  const [addresses = '', ...steps] = lines;
  expect(addresses).toContain(`${stack.url}/t/`);
  const life = ['dispatched', 'en route', 'arrival noticed', 'completed'];
  expect(steps.slice(0, 4).map((line) => line.split(': ')[1])).toEqual(life);
  const texts = (await stack.outbox()).map(({ text }) => text);
  for (const words of ['Follow it here', 'on the way', 'has arrived'])
    expect(texts.some((text) => text.includes(words))).toBe(true);

  // The day around him is not all well.
  const { token } = await stack.member('dispatcher', { accountId: 'demo', memberId: 'demo-rosa' });
  const { body } = await stack.call('GET', '/alerts', { token });
  const kinds = body.alerts.map(({ kind }: { kind: string }) => kind);
  expect(kinds).toContain('late');
  expect(kinds).toContain('message_failed');
}, 120_000);
