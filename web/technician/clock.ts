import type { KeyStore } from '../session/key-store.ts';
import { type Heard, learnBehind } from './rules/clock.ts';

const KEPT = 'behind';

/** How far this phone's clock is off, as far as answers have told; kept for when there is no signal. */
export async function openClock(store: KeyStore, onChange: (behind: number) => void) {
  let behind = (await store.get<number>(KEPT)) ?? 0;
  return {
    /** Milliseconds behind the service's. */
    behind: () => behind,
    hear(heard: Heard): void {
      const before = behind;
      behind = learnBehind(behind, heard);
      if (behind === before) return;
      void store.put(KEPT, behind);
      onChange(behind);
    },
  };
}

export type Clock = Awaited<ReturnType<typeof openClock>>;
