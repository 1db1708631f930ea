import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAgenda } from '../../../local/clock/agenda.ts';

const BEGAN = Date.parse('2026-11-20T17:00:00Z');

beforeEach(() => void vi.useFakeTimers({ now: BEGAN }));
afterEach(() => void vi.useRealTimers());

/** Something due in so many seconds, on a clock that can be ahead of the machine's. */
function somethingDueIn(seconds: number) {
  let ahead = 0;
  let done = false;
  const clock = { now: () => Date.now() + ahead, moveTo: () => undefined, shared: new SharedArrayBuffer(8) };
  const dueAt = BEGAN + seconds * 1000;
  const agenda = createAgenda(clock);
  agenda.add({
    // As queues do: what is due already is not what comes next.
    nextDueAt: () => (done || dueAt <= clock.now() ? undefined : dueAt),
    fireDue() {
      done ||= dueAt <= clock.now();
      return 0;
    },
  });
  return {
    agenda,
    isDone: () => done,
    moveClock(by: number) {
      ahead += by * 1000;
      agenda.changed();
    },
  };
}

describe('what waits for the stack’s clock', () => {
  it('is done as soon as the clock, moved before, has ticked so far', () => {
    const { moveClock, isDone } = somethingDueIn(60);
    moveClock(55);
    vi.advanceTimersByTime(4000);
    expect(isDone()).toBe(false);
    vi.advanceTimersByTime(1000);
    expect(isDone()).toBe(true);
  });

  it('is done although something else changed at the moment it fell due', () => {
    const { agenda, isDone } = somethingDueIn(60);
    vi.setSystemTime(BEGAN + 60_005);
    agenda.changed();
    vi.advanceTimersByTime(10);
    expect(isDone()).toBe(true);
  });
});
