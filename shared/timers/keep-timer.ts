import { SECOND } from '../kernel/time.ts';

import { findArmed, forgetArmed, rememberArmed } from './timer-store.ts';
import { createVisitTimer, deleteVisitTimer } from './visit-timer.ts';

interface Wanted {
  readonly visitId: string;
  /** When to look at the visit again, epoch ms; never when absent. */
  readonly next: number | undefined;
  /** Epoch ms. */
  readonly now: number;
  /** When the timer was due that has just gone off, epoch seconds. */
  readonly fired: number | undefined;
}

/**
 * Lets exactly one timer of a visit wait: creates the one that is wanted and deletes the one that was. A timer is
 * named after its visit and its moment, and what is remembered of it is written once it is there: a crash in between
 * leaves one too many, which finds nothing to do, and never one too few.
 */
export async function keepTimer({ visitId, next, now, fired }: Wanted): Promise<void> {
  const dueAt = next === undefined ? undefined : wholeSecond(next, now, fired);
  const armed = await findArmed(visitId);
  if (armed === dueAt) return;
  if (dueAt === undefined) {
    await forgetArmed(visitId);
  } else {
    await createVisitTimer(visitId, dueAt);
    await rememberArmed(visitId, dueAt);
  }
  // One that went off is deleted by the scheduler itself.
  if (armed !== undefined && armed * SECOND > now) await deleteVisitTimer(visitId, armed);
}

/**
 * In epoch seconds, never early. A timer is never due in the past, nor when the one was that has just gone off: by a
 * clock that is behind it came too soon, and its name may still be taken.
 */
const wholeSecond = (next: number, now: number, fired = 0): number =>
  Math.max(Math.ceil(next / SECOND), Math.floor(now / SECOND) + 1, fired + 1);
