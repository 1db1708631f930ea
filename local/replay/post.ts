import type { PostedFix, TrackerClient } from '../tracker-client.ts';
import type { RecordedFix } from './recording.ts';

/** How much real time may pass before the clock's own ticking is noticed. */
const TOLERANCE_MS = 50;

/** A recorded fix as a phone posts it. @param shift recorded time + shift = the stack's time, milliseconds */
export function toPosted({ uploadedAt: _, at, ...fix }: RecordedFix, shift: number): PostedFix {
  return { ...fix, at: new Date(at + shift).toISOString() };
}

/** Moves the stack's clock forward only where its own ticking has not brought it there already. */
export function createClock(client: TrackerClient) {
  let known = { stack: 0, real: 0 };
  return {
    async moveTo(instant: number): Promise<void> {
      const now = known.stack + (performance.now() - known.real);
      if (now > instant - TOLERANCE_MS) return;
      await client.call('POST', '/_local/clock', undefined, { now: new Date(instant).toISOString() });
      known = { stack: instant, real: performance.now() };
    },
  };
}
