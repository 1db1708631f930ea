import { expect, it } from 'vitest';
import { createBacklog } from '../../../local/streams/backlog.ts';

/** A stream's consumer by a clock of its own. */
function start() {
  const clock = { now: 0 };
  const backlog = createBacklog(() => clock.now);
  const at = (now: number, what?: () => void) => {
    clock.now = now;
    what?.();
    return backlog.age();
  };
  return { ...backlog, at };
}

it('is as old as the first that was written since the last read, and then as what is in hand', () => {
  const { at, written, taken, handled } = start();
  expect(at(100)).toBe(0);
  at(100, written);
  at(150, written);
  expect(at(200, taken)).toBe(100);
  at(250, written);
  expect(at(300)).toBe(200);
  expect(at(300, () => handled(false))).toBe(50);
  at(400, taken);
  expect(at(400, () => handled(false))).toBe(0);
});

it('is as old as before while a read leaves something behind, or fails', () => {
  const { at, written, taken, handled, putBack } = start();
  at(100, written);
  at(100, taken);
  at(200, written);
  expect(at(300, () => handled(true))).toBe(200);
  at(300, taken);
  expect(at(400, putBack)).toBe(300);
  expect(at(500, putBack)).toBe(400);
});
