import { setImmediate as turn } from 'node:timers/promises';
import type { Activity } from '../control/activity.ts';
import type { Agenda } from './agenda.ts';
import type { StackClock } from './stack-clock.ts';

const LONGEST_STOP_MS = 30_000;

/**
 * Moves the stack's clock forward, stopping at every moment something is due and letting its consequences
 * settle there, so that what happens is the same as if the time had really passed. One move at a time.
 */
export function createClockMover(clock: StackClock, agenda: Agenda, activity: Activity) {
  let last: Promise<void> = Promise.resolve();
  return (instant: number): Promise<void> => {
    last = last.then(() => move(instant));
    return last;
  };

  async function move(instant: number): Promise<void> {
    await activity.quiet(LONGEST_STOP_MS);
    for (let due = agenda.nextDueAt(); due !== undefined && due <= instant; due = agenda.nextDueAt()) {
      clock.moveTo(due);
      await settle();
    }
    clock.moveTo(instant);
    await settle();
  }

  async function settle(): Promise<void> {
    agenda.fireDue();
    await turn();
    await activity.quiet(LONGEST_STOP_MS);
  }
}
