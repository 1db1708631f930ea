import * as z from 'zod/mini';
import type { Store } from '../emulators/emulator.ts';

/** The clock of the whole stack: the machine's own, moved forward by an offset that survives a restart. */
export interface StackClock {
  /** Epoch milliseconds. */
  now(): number;
  /** Moves forward to an instant; an earlier one changes nothing, for the clock never runs back. */
  moveTo(instant: number): void;
  /** The offset in milliseconds as one BigInt64, so that worker threads follow at once. */
  readonly shared: SharedArrayBuffer;
}

const COLLECTION = 'clock';
/** Milliseconds ahead; a thousand years, for that is as far as anybody has moved it. */
export const CLOCK_ROW = z.number().check(z.gte(0), z.lte(1000 * 366 * 86_400_000));

/** The stack's clock where the last run left it. */
export function createStackClock(store: Store): StackClock {
  const shared = new SharedArrayBuffer(8);
  const offset = new BigInt64Array(shared);
  const set = (milliseconds: number) => Atomics.store(offset, 0, BigInt(Math.ceil(milliseconds)));
  const now = () => Date.now() + Number(Atomics.load(offset, 0));
  set(store.get<number>(COLLECTION, 'offset') ?? 0);
  return {
    now,
    moveTo(instant) {
      if (instant <= now()) return;
      const ahead = Math.ceil(instant - Date.now());
      store.put(COLLECTION, 'offset', ahead);
      set(ahead);
    },
    shared,
  };
}
